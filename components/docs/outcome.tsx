import { CodeBlock } from "@/components/ui/code-block";
import type { StateEdge } from "@/lib/transactions/state-edges";
import { Feed } from "./feed";
import { DocsSection, Prose } from "./prose";
import { nodeReturn, sdkRefund } from "./samples";
import { StateTable } from "./state-table";
import { Webhooks } from "./webhooks";

/** How a site learns what became of a payment. */
export function Outcome({ edges }: { edges: readonly StateEdge[] }) {
  return (
    <>
      <DocsSection id="states" title="statesTitle">
        <Prose k="states1" />
        <StateTable edges={edges} />
      </DocsSection>
      <DocsSection id="return" title="returnTitle">
        <Prose k="return1" />
        <CodeBlock title="Node: return" code={nodeReturn} />
        <Prose k="return2" />
      </DocsSection>
      <Webhooks />
      <Feed />
      <DocsSection id="inquiry" title="inquiryTitle">
        <Prose k="inquiry1" />
      </DocsSection>
      <DocsSection id="refunds" title="refundTitle">
        <Prose k="refund1" />
        <CodeBlock title="refund.mjs" code={sdkRefund} />
        <Prose k="refund2" />
        <Prose k="refund3" />
      </DocsSection>
    </>
  );
}
