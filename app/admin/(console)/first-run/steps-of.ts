import type { FirstRun } from "@/lib/apps/get-first-run";

export type StepState = "done" | "now" | "later";
export type Steps = Record<"app" | "key" | "connect" | "payment", StepState>;

/**
 * Which steps are done, which may be done now. Connecting the site and paying for a test wait for the
 * key only, not for each other.
 */
export function stepsOf({ app, key, paidId }: FirstRun): Steps {
  const after = (before: unknown, done: unknown): StepState =>
    done ? "done" : before ? "now" : "later";
  return {
    app: after(true, app),
    key: after(app, key),
    connect: after(key, key?.lastUsedAt),
    payment: after(key, paidId),
  };
}
