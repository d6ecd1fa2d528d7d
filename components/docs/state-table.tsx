import { useTranslations } from "next-intl";
import { Code } from "@/components/format/code";
import { TransactionStatus } from "@/components/transaction-status";
import type { TransactionStatus as Status } from "@/lib/transactions/state";
import type { StateEdge } from "@/lib/transactions/state-edges";
import { DocsTable, Prose, RowHead } from "./prose";

const MEANINGS = {
  created: "stateCreated",
  open: "stateOpen",
  verifying: "stateVerifying",
  paid: "statePaid",
  failed: "stateFailed",
  canceled: "stateCanceled",
  expired: "stateExpired",
} as const satisfies Record<Status, string>;

/** The state machine: what each state means, and where it may go, from the machine itself. */
export function StateTable({ edges }: { edges: readonly StateEdge[] }) {
  const t = useTranslations("docs");
  const statuses = Object.entries(MEANINGS) as [Status, (typeof MEANINGS)[Status]][];
  return (
    <DocsTable head={["status", t("state"), t("meaning"), t("stateNext")]}>
      {statuses.map(([status, key]) => (
        <tr key={status}>
          <RowHead>
            <Code>{status}</Code>
          </RowHead>
          <td>
            <TransactionStatus status={status} />
          </td>
          <td className="text-ink-2">{t(key)}</td>
          <td className="text-ink-2">
            <NextStates edges={edges.filter(({ from }) => from === status)} />
          </td>
        </tr>
      ))}
    </DocsTable>
  );
}

function NextStates({ edges }: { edges: readonly StateEdge[] }) {
  const t = useTranslations("docs");
  if (edges.length === 0) return t("stateLast");
  return (
    <ul className="flex flex-wrap gap-x-3 gap-y-1">
      {edges.map(({ to, late }) => (
        <li key={to} data-edge={to}>
          {late ? <Prose k="stateLate" as="span" /> : <Code>{to}</Code>}
        </li>
      ))}
    </ul>
  );
}
