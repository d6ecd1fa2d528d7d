import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";

/** A process of the bench's own, asked one thing at a time. It ends with this one (IPC closes). */
export type Child = {
  ask<A>(question: object): Promise<A>;
  stop(): Promise<void>;
};

type Envelope = { answer: unknown } | { failed: string };

/** Starts a script as a process of its own; it inherits the TypeScript loader from this one. */
export function startChild(script: string, flags: readonly string[] = []): Child {
  const child: ChildProcess = fork(script, {
    execArgv: [...process.execArgv, ...flags],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        const settle = (done: () => void) => {
          child.off("message", answered).off("exit", died);
          done();
        };
        const answered = (envelope: Envelope) =>
          settle(() => {
            if ("failed" in envelope) reject(new Error(envelope.failed));
            else resolve(envelope.answer as never);
          });
        const died = () => settle(() => reject(new Error(`${script} ended`)));
        child.once("message", answered as (message: unknown) => void).once("exit", died);
        child.send(question);
      }),
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
    },
  };
}

/** The other side: answers each question with what `answer` gives. */
export function answerParent<Q>(answer: (question: Q) => unknown): void {
  process.on("message", async (question: Q) => {
    let envelope: Envelope;
    try {
      envelope = { answer: (await answer(question)) ?? null };
    } catch (error) {
      envelope = { failed: (error as Error).stack ?? String(error) };
    }
    process.send?.(envelope);
  });
  process.on("disconnect", () => process.exit(0));
}
