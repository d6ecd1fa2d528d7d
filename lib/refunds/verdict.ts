import type { RefundSeen, SessionState } from "@/lib/providers/port";
import { ABSENT_IS_FINAL_SECONDS, REVERSE_IS_OVER_SECONDS } from "./backoff";
import type { RefundFailure } from "./failure";

export type End = { to: "succeeded" } | { to: "failed"; failure: RefundFailure };
export type Verdict =
  | { is: "ended"; end: End }
  /** The provider took it over and pays it out later. */
  | { is: "accepted"; code: string }
  /** Nothing certain, ask again. */
  | { is: "undecided"; why: string }
  /** What it says cannot be: an operator must look. */
  | { is: "contradiction"; why: string };

type Sent = {
  amountRials: bigint;
  sentAt: Date | null;
  acceptedAt: Date | null;
  /** The payment's newest refund before this one. */
  providerLastAt: Date | null;
};

const failed = (reason: RefundFailure["reason"], code: string | null): Verdict => ({
  is: "ended",
  end: { to: "failed", failure: { reason, code } },
});

/** What a refund that the provider shows means for ours. Pure. */
export function verdictOf({ amountRials }: Pick<Sent, "amountRials">, seen: RefundSeen): Verdict {
  if (seen.amountRials !== amountRials) return { is: "contradiction", why: "another_amount" };
  if (seen.status === "succeeded") return { is: "ended", end: { to: "succeeded" } };
  if (seen.status === "failed") return failed("payout_failed", seen.code);
  return { is: "accepted", code: seen.code };
}

/**
 * What the newest refund of a payment says of ours. Of a payment one refund is out at a time, so one
 * that is newer than what was there before ours was sent is ours; anything else means that ours is not
 * there, which is final once it is long enough ago.
 */
export function judgeLookUp(sent: Sent, seen: RefundSeen | null, now: Date): Verdict {
  const before = sent.providerLastAt?.getTime() ?? Number.NEGATIVE_INFINITY;
  if (seen && seen.at.getTime() > before) return verdictOf(sent, seen);
  // It was there once: that it is gone proves nothing.
  if (sent.acceptedAt) return { is: "undecided", why: "gone" };
  return isLongAgo(sent.sentAt, ABSENT_IS_FINAL_SECONDS, now)
    ? failed("not_carried_out", null)
    : { is: "undecided", why: "not_seen_yet" };
}

/**
 * What a session's state says of a reverse. One that is not reversed can still become so until the
 * window is over.
 */
export function judgeReverse(
  sent: Pick<Sent, "sentAt">,
  state: SessionState,
  { windowEndsAt, now }: { windowEndsAt: Date | null; now: Date },
): Verdict {
  if (state === "reversed") return { is: "ended", end: { to: "succeeded" } };
  if (state !== "verified" && state !== "paid") return { is: "undecided", why: state };
  const over =
    isLongAgo(windowEndsAt, REVERSE_IS_OVER_SECONDS, now) &&
    isLongAgo(sent.sentAt, REVERSE_IS_OVER_SECONDS, now);
  return over ? failed("not_carried_out", null) : { is: "undecided", why: "not_seen_yet" };
}

function isLongAgo(moment: Date | null, seconds: number, now: Date): boolean {
  return moment !== null && now.getTime() - moment.getTime() > seconds * 1_000;
}
