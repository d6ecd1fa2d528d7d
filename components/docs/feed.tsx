import { CodeBlock } from "@/components/ui/code-block";
import { DocsSection, Prose } from "./prose";
import { feedExchange, listenCommand, sdkFeed, triggerCommand } from "./samples-feed";

/** The same news for a site that asks for it. */
export function Feed() {
  return (
    <DocsSection id="events" title="feedTitle">
      <Prose k="feed1" />
      <CodeBlock title="events/list" code={feedExchange} />
      <Prose k="feed2" />
      <Prose k="feed3" />
      <CodeBlock title="events.mjs" code={sdkFeed} />
    </DocsSection>
  );
}

/** Work on a site that runs on its developer's own machine, where no webhook arrives. */
export function LocalWork({ base }: { base: string }) {
  return (
    <DocsSection id="local" title="localTitle">
      <Prose k="local1" />
      <CodeBlock title="listen" code={listenCommand(base)} />
      <Prose k="local2" />
      <CodeBlock title="trigger" code={triggerCommand} />
      <Prose k="local3" />
    </DocsSection>
  );
}
