const GOOD_MS_MAX = 60_000;
const FAILED_MS = 15_000;
const NAMES_MAX = 1_000;

/** Every address of a host name, and for how long its owner says so, in milliseconds. */
export type FoundName = { addresses: string[]; ttlMs: number };
type Entry = { answer: Promise<string[]>; untilMs: number };
type Options = { namesMax?: number; nowMs?: () => number };

/**
 * Remembers what `find` answered: good answers for their time to live, at most 60 s, failures for 15 s,
 * up to 1,000 names, the oldest forgotten first. Whoever asks while an answer is on its way waits for
 * the same one. What is remembered is only an answer: it is judged anew at every use.
 */
export function cachedResolver(
  find: (hostname: string) => Promise<FoundName>,
  { namesMax = NAMES_MAX, nowMs = () => performance.now() }: Options = {},
): (hostname: string) => Promise<string[]> {
  const names = new Map<string, Entry>();

  return (hostname) => {
    const known = names.get(hostname);
    if (known && nowMs() < known.untilMs) return known.answer;
    names.delete(hostname);
    const [oldest] = names.keys();
    if (names.size >= namesMax && oldest !== undefined) names.delete(oldest);

    const asked = find(hostname);
    const entry: Entry = {
      answer: asked.then(({ addresses }) => addresses),
      untilMs: Number.POSITIVE_INFINITY,
    };
    names.set(hostname, entry);
    asked.then(
      ({ ttlMs }) => {
        entry.untilMs = nowMs() + Math.min(ttlMs, GOOD_MS_MAX);
      },
      () => {
        entry.untilMs = nowMs() + FAILED_MS;
      },
    );
    return entry.answer;
  };
}
