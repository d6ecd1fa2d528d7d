import type { EventType } from "./event-types";

type Event = { id: string; type: EventType; timestamp: Date; data: Record<string, unknown> };

/**
 * The body of an event as text before and after its sequence number: `head + seq + tail` is the JSON of
 * client-api.md §7, members in that order.
 */
export function frameEvent({ id, type, timestamp, data }: Event): { head: string; tail: string } {
  const opening = JSON.stringify({ type, timestamp: timestamp.toISOString(), id });
  return { head: `${opening.slice(0, -1)},"seq":`, tail: `,"data":${JSON.stringify(data)}}` };
}
