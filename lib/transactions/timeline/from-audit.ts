import type { TimelineDraft, TimelineKind } from "./entry";
import type { TimelineSources } from "./sources";

/** Said by the transaction's own events already, with more about it. */
const TOLD_BY_EVENTS =
  /^(transaction\.(create|open|paid|failed|canceled|expired|except|settle|return_late)|refund\.(request|approve|decline|settle|accepted|unknown|checked|succeeded|failed|except))$/;

const KINDS: Record<string, TimelineKind> = {
  "transaction.recheck": "rechecked",
  "webhook_delivery.redeliver": "resent",
};

/** What operators did about the transaction, beside what its own events tell. */
export function fromAudit({ audit, names }: TimelineSources): TimelineDraft[] {
  return audit
    .filter(({ action }) => !TOLD_BY_EVENTS.test(action))
    .map((row) => ({
      id: row.id,
      kind: KINDS[row.action] ?? "audited",
      tone: "neutral",
      at: row.at,
      actor: {
        type: row.actorType,
        id: row.actorId,
        name: (row.actorId && names.get(row.actorId)) || null,
      },
      requestId: row.requestId,
      durationMs: null,
      facts: KINDS[row.action] ? {} : { name: row.action },
      answers: [],
      raw:
        Object.keys(row.data).length > 0
          ? [{ title: row.action, text: JSON.stringify(row.data, null, 2) }]
          : [],
    }));
}
