import type { TransactionBody } from "@/lib/transactions/serialize";
import { frameEvent } from "./event-frame";
import type { EventType } from "./event-types";

/** The specification asks for less than 20 kB (https://github.com/standard-webhooks/standard-webhooks). */
export const EVENT_BYTES_MAX = 20_000;
/** Room for the sequence number: a bigint has at most 19 digits. */
const SEQ_BYTES = 19;

type Event = {
  id: string;
  type: EventType;
  timestamp: Date;
  data: { transaction: TransactionBody; [member: string]: unknown };
};

/**
 * The body of a transaction's news, around its sequence number (`frameEvent`). A site may hang 20 kB
 * and more on a transaction as metadata; such an event travels without it, and says so in
 * `data.omitted`: an inquiry has it. Refusing instead would hold up the settlement of a paid order.
 * @throws RangeError when it is too large even so, which the limits on requests rule out.
 */
export function eventBody(event: Event): { head: string; tail: string } {
  const full = frameEvent(event);
  if (bytes(full) <= EVENT_BYTES_MAX) return full;
  const { transaction, ...rest } = event.data;
  const data = {
    transaction: { ...transaction, metadata: {} },
    ...rest,
    omitted: ["transaction.metadata"],
  };
  const slim = frameEvent({ ...event, data });
  if (bytes(slim) > EVENT_BYTES_MAX) throw new RangeError("event body is too large");
  return slim;
}

function bytes({ head, tail }: { head: string; tail: string }): number {
  return Buffer.byteLength(head) + SEQ_BYTES + Buffer.byteLength(tail);
}
