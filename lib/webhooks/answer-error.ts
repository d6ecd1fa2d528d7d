import type { FailureClass } from "@/lib/net/failure-class";
import type { PostOutcome } from "@/lib/net/post-vetted";

/** What a receiver's owner is told of a try that was not taken. */
export type AnswerError = FailureClass | "http_status" | "redirect";

/** Null for any 2xx: it was taken. Everything else was not, redirects included: they are not followed. */
export function answerError(
  outcome: Exclude<PostOutcome, { kind: "given_up" }>,
): AnswerError | null {
  if (outcome.kind === "failed") return outcome.failure;
  const { status } = outcome;
  if (status < 300) return null;
  return status < 400 ? "redirect" : "http_status";
}
