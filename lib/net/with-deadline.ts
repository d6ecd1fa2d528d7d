/** The deadline passed first. What was waited for may still happen; nobody listens any more. */
class DeadlineError extends Error {
  override readonly name = "DeadlineError";
}

/** What `work` answers, if it does within `ms` milliseconds. @throws DeadlineError otherwise. */
export async function withDeadline<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DeadlineError(`no answer in ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
