import { useTranslations } from "next-intl";
import { Code } from "@/components/format/code";
import { TransactionStatus } from "@/components/transaction-status";
import { CodeBlock } from "@/components/ui/code-block";
import { DocsSection, DocsTable, Prose, RowHead } from "./prose";
import {
  nodeReturn,
  nodeWebhook,
  phpWebhook,
  pythonWebhook,
  sdkRefund,
  webhookBody,
} from "./samples";

/** How a site learns what became of a payment. */
export function Outcome() {
  return (
    <>
      <DocsSection id="states" title="statesTitle">
        <Prose k="states1" />
        <States />
      </DocsSection>
      <DocsSection id="return" title="returnTitle">
        <Prose k="return1" />
        <CodeBlock title="Node: return" code={nodeReturn} />
        <Prose k="return2" />
      </DocsSection>
      <DocsSection id="webhooks" title="webhookTitle">
        <Prose k="webhook1" />
        <CodeBlock title="body" code={webhookBody} />
        <CodeBlock title="Node: webhook" code={nodeWebhook} />
        <CodeBlock title="PHP: webhook" code={phpWebhook} />
        <CodeBlock title="Python: webhook" code={pythonWebhook} />
        <Prose k="webhook2" />
        <Prose k="webhook3" />
      </DocsSection>
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

const STATES = [
  ["created", "stateCreated"],
  ["open", "stateOpen"],
  ["verifying", "stateVerifying"],
  ["paid", "statePaid"],
  ["failed", "stateFailed"],
  ["canceled", "stateCanceled"],
  ["expired", "stateExpired"],
] as const;

function States() {
  const t = useTranslations("docs");
  return (
    <DocsTable head={["status", t("state"), t("meaning")]}>
      {STATES.map(([status, key]) => (
        <tr key={status}>
          <RowHead>
            <Code>{status}</Code>
          </RowHead>
          <td>
            <TransactionStatus status={status} />
          </td>
          <td className="text-ink-2">{t(key)}</td>
        </tr>
      ))}
    </DocsTable>
  );
}
