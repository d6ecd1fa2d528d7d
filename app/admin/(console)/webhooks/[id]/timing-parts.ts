import type { DeliveryDetail } from "@/lib/webhooks/serialize";

type Attempt = DeliveryDetail["attempts"][number];
export type TimingPart = { name: "dns" | "connect" | "tls" | "firstByte" | "rest"; ms: number };

/**
 * Where the time of an attempt went, in order; what is left over is `rest`. `reused`: the connection was
 * open already. Null when the attempt's parts are not known.
 */
export function timingParts(
  attempt: Pick<Attempt, "durationMs" | "dnsMs" | "connectMs" | "tlsMs" | "firstByteMs">,
): { parts: TimingPart[]; totalMs: number; reused: boolean } | null {
  const { durationMs, dnsMs, connectMs, tlsMs, firstByteMs } = attempt;
  const known = { dns: dnsMs, connect: connectMs, tls: tlsMs, firstByte: firstByteMs };
  const parts = Object.entries(known).flatMap(([name, ms]) =>
    ms === null ? [] : [{ name: name as TimingPart["name"], ms }],
  );
  if (durationMs === null || parts.length === 0) return null;
  const told = parts.reduce((sum, { ms }) => sum + ms, 0);
  if (durationMs > told) parts.push({ name: "rest", ms: durationMs - told });
  const reused = dnsMs === null && connectMs === null && tlsMs === null;
  return { parts, totalMs: Math.max(durationMs, told), reused };
}
