import { useTranslations } from "next-intl";
import { Code } from "@/components/format/code";
import { CodeBlock } from "@/components/ui/code-block";
import type { EventType } from "@/lib/webhooks/event-types";
import { EVENT_SAMPLES } from "./event-samples";
import { DocsSection, Prose } from "./prose";
import { nodeWebhook, phpWebhook, pythonWebhook } from "./samples";

/** What comes to a site by itself: what it says, how it is checked, and what happens when it is not taken. */
export function Webhooks() {
  return (
    <DocsSection id="webhooks" title="webhookTitle">
      <Prose k="webhook1" />
      <CodeBlock title="Node: webhook" code={nodeWebhook} />
      <CodeBlock title="PHP: webhook" code={phpWebhook} />
      <CodeBlock title="Python: webhook" code={pythonWebhook} />
      <Prose k="webhookLibraries" />
      <Prose k="webhook2" />
      <Prose k="webhookOrder" />
      <Prose k="webhook3" />
      <EventCatalogue />
      <Prose k="webhookRest" />
      <Prose k="webhookDisabled" />
      <Prose k="webhookAddress" />
    </DocsSection>
  );
}

const MEANINGS = {
  "transaction.paid": "eventPaid",
  "transaction.failed": "eventFailed",
  "transaction.canceled": "eventCanceled",
  "transaction.expired": "eventExpired",
  "refund.succeeded": "eventRefunded",
  "refund.failed": "eventRefundFailed",
  "endpoint.test": "eventTest",
} as const satisfies Record<EventType, string>;

/** Every type of event: when it comes, and behind it what it brings. */
function EventCatalogue() {
  const t = useTranslations("docs");
  const types = Object.entries(MEANINGS) as [EventType, (typeof MEANINGS)[EventType]][];
  return (
    <div className="flex flex-col divide-y divide-line rounded-card border border-line bg-surface">
      {types.map(([type, key]) => (
        <details key={type} id={type} className="scroll-mt-24 px-4 py-2.5">
          <summary className="cursor-pointer text-sm">
            <Code className="font-[550]">{type}</Code> <span className="text-ink-2">{t(key)}</span>
          </summary>
          <div className="mt-3">
            <CodeBlock title={type} code={EVENT_SAMPLES[type]} />
          </div>
        </details>
      ))}
    </div>
  );
}
