/**
 * Turn many single calls into few batched ones: while a batch runs, callers queue; then they all go in
 * the next. Alone, a call goes at once. Under load the number of statements stops growing with the
 * number of requests: each costs a wake-up of the database and a commit, which is most of its price.
 *
 * `parallel` batches may be under way at once: worth it where each waits for a commit, so that who comes
 * meanwhile does not wait for two.
 *
 * Under load a batch that is not full waits `gatherMs` milliseconds for company.
 *
 * A batch that the database refused because of what was in it is run again one by one, so that a bad
 * input fails alone. Any other failure fails each of its callers: what became of it is not known.
 */
export function coalesce<I, O>(
  runBatch: (inputs: I[]) => Promise<O[]>,
  {
    batchMax = 200,
    parallel = 1,
    gatherMs = 1,
  }: { batchMax?: number; parallel?: number; gatherMs?: number } = {},
): (input: I) => Promise<O> {
  type Waiting = { input: I; resolve: (output: O) => void; reject: (error: unknown) => void };
  let queue: Waiting[] = [];
  let running = 0;
  /** The last batch had company: others are likely to be on their way, so a moment's wait pays. */
  let crowded = false;

  async function run(batch: Waiting[]): Promise<void> {
    try {
      const outputs = await runBatch(batch.map(({ input }) => input));
      for (const [i, { resolve }] of batch.entries()) resolve(outputs[i] as O);
    } catch (error) {
      if (batch.length > 1 && isRefusedInput(error)) for (const one of batch) await run([one]);
      else for (const { reject } of batch) reject(error);
    }
  }

  async function drain(): Promise<void> {
    running++;
    while (queue.length > 0) {
      if (crowded && queue.length < batchMax)
        await new Promise((resolve) => setTimeout(resolve, gatherMs));
      if (queue.length === 0) break;
      const batch = queue.slice(0, batchMax);
      queue = queue.slice(batchMax);
      crowded = batch.length > 1;
      await run(batch);
    }
    running--;
  }

  return (input) =>
    new Promise<O>((resolve, reject) => {
      queue.push({ input, resolve, reject });
      if (running < parallel) void drain();
    });
}

/** PostgreSQL's classes 22 (data exception) and 23 (constraint): rolled back because of the values. */
function isRefusedInput(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code } = at as { code?: unknown };
    if (typeof code === "string" && /^2[23][0-9A-Z]{3}$/.test(code)) return true;
  }
  return false;
}
