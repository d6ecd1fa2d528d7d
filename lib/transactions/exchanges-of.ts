import type { Exchange } from "@/lib/providers/port";

/** The calls to a provider that an event tells of, in order: one of `exchange`, or all of `exchanges`. */
export function exchangesOf(data: Record<string, unknown>): Exchange[] {
  const { exchange, exchanges } = data as { exchange?: Exchange; exchanges?: Exchange[] };
  return exchange ? [exchange] : (exchanges ?? []);
}
