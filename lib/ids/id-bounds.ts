import { type IdKind, mintId, ulid } from "./mint-id";

/** The database's clock writes times, ours mints ids: they may be this far apart. */
const CLOCKS_APART_MS_MAX = 24 * 3_600_000;
const PREFIX_CHARS = 4;
const TIME_CHARS = 10;

/**
 * Between which ids the rows of a period lie: from `first` on, before `end`. Ids begin with the time of
 * their minting, so an index in id order need not be walked outside the period. Wider than the period
 * by a day on each side; the row's own time still has to be compared.
 */
export function idBounds(
  kind: IdKind,
  { from, to }: { from: Date; to: Date },
): { first: string; end: string } {
  const prefix = mintId(kind).slice(0, PREFIX_CHARS);
  const at = (moment: Date, slackMs: number) =>
    prefix + ulid(Math.max(moment.getTime() + slackMs, 0)).slice(0, TIME_CHARS);
  return { first: at(from, -CLOCKS_APART_MS_MAX), end: at(to, CLOCKS_APART_MS_MAX) };
}
