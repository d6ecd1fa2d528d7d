/**
 * Turn many single calls into few batched ones: while a batch runs, callers queue; then they all go in
 * the next. Alone, a call goes at once. Under load the number of statements stops growing with the
 * number of requests. If a batch fails, each of its callers fails.
 */
export function coalesce<I, O>(
  runBatch: (inputs: I[]) => Promise<O[]>,
  batchMax = 500,
): (input: I) => Promise<O> {
  type Waiting = { input: I; resolve: (output: O) => void; reject: (error: unknown) => void };
  let queue: Waiting[] = [];
  let running = false;

  async function drain(): Promise<void> {
    running = true;
    while (queue.length > 0) {
      const batch = queue.slice(0, batchMax);
      queue = queue.slice(batchMax);
      try {
        const outputs = await runBatch(batch.map(({ input }) => input));
        for (const [i, { resolve }] of batch.entries()) resolve(outputs[i] as O);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    running = false;
  }

  return (input) =>
    new Promise<O>((resolve, reject) => {
      queue.push({ input, resolve, reject });
      if (!running) void drain();
    });
}
