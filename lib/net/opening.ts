/** A connection being opened: when each part was over, in milliseconds of `performance.now()`. */
export type Opening = {
  startedAt: number;
  /** False for an address literal: nothing is looked up. */
  named: boolean;
  /** TLS is spoken after TCP is connected. */
  secure: boolean;
  resolvedAt: number | null;
  connectedAt: number | null;
  securedAt: number | null;
};

/** What the parts took, in whole milliseconds; null for a part that there was not. */
export type OpeningTimes = { dnsMs: number | null; connectMs: number | null; tlsMs: number | null };

/**
 * How long name lookup, TCP and TLS took. One that was under way at `endedAt` counts until then: that is
 * where the time of a failed request went. A connection that was open already (null) took nothing.
 */
export function openingTimes(opening: Opening | null, endedAt: number): OpeningTimes {
  if (!opening) return { dnsMs: null, connectMs: null, tlsMs: null };
  const { startedAt, named, secure, resolvedAt, connectedAt, securedAt } = opening;
  const between = (from: number | null, to: number | null) =>
    from === null ? null : Math.round((to ?? endedAt) - from);
  return {
    dnsMs: named ? between(startedAt, resolvedAt) : null,
    connectMs: between(resolvedAt, connectedAt),
    tlsMs: secure ? between(connectedAt, securedAt) : null,
  };
}
