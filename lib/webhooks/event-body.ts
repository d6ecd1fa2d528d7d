import type { TransactionBody } from "@/lib/transactions/serialize";
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
 * The body of an event as text before and after its sequence number: `head + seq + tail` is the JSON of
 * client-api.md §7, members in that order. A site may hang 20 kB and more on a transaction as metadata;
 * such an event travels without it, and says so in `data.omitted`: an inquiry has it. Refusing
 * instead would hold up the settlement of a paid order.
 * @throws RangeError when it is too large even so, which the limits on requests rule out.
 */
export function eventBody(event: Event): { head: string; tail: string } {
  const full = assemble(event);
  if (bytes(full) <= EVENT_BYTES_MAX) return full;
  const { transaction, ...rest } = event.data;
  const data = {
    transaction: { ...transaction, metadata: {} },
    ...rest,
    omitted: ["transaction.metadata"],
  };
  const slim = assemble({ ...event, data });
  if (bytes(slim) > EVENT_BYTES_MAX) throw new RangeError("event body is too large");
  return slim;
}

function assemble({ id, type, timestamp, data }: Event): { head: string; tail: string } {
  const opening = JSON.stringify({ type, timestamp: timestamp.toISOString(), id });
  return { head: `${opening.slice(0, -1)},"seq":`, tail: `,"data":${JSON.stringify(data)}}` };
}

function bytes({ head, tail }: { head: string; tail: string }): number {
  return Buffer.byteLength(head) + SEQ_BYTES + Buffer.byteLength(tail);
}
