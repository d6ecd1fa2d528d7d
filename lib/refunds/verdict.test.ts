import { describe, expect, test } from "vitest";
import type { RefundSeen } from "@/lib/providers/port";
import { judgeLookUp, judgeReverse } from "./verdict";

const NOW = new Date("2026-11-21T12:00:00Z");
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const sent = (given = {}) => ({
  amountRials: 30_000n,
  sentAt: ago(5),
  acceptedAt: null,
  providerLastAt: null,
  ...given,
});
const seen = (given: Partial<RefundSeen> = {}): RefundSeen => ({
  status: "succeeded",
  code: "PAID",
  amountRials: 30_000n,
  at: ago(5),
  ...given,
});
const FAILED = (reason: string, code: string | null) => ({
  is: "ended",
  end: { to: "failed", failure: { reason, code } },
});

describe("what the payment's newest refund says of ours", () => {
  test("newer than what was there before: it is ours, whatever its clock", () => {
    const before = { providerLastAt: ago(400) };
    expect(judgeLookUp(sent(before), seen({ at: ago(399) }), NOW)).toEqual({
      is: "ended",
      end: { to: "succeeded" },
    });
    expect(judgeLookUp(sent(), seen({ status: "pending", code: "IN_PROGRESS" }), NOW)).toEqual({
      is: "accepted",
      code: "IN_PROGRESS",
    });
    expect(judgeLookUp(sent(), seen({ status: "failed", code: "BANK_REJECTED" }), NOW)).toEqual(
      FAILED("payout_failed", "BANK_REJECTED"),
    );
  });

  test.each([
    ["the one that was there before", seen({ at: ago(400) })],
    ["an older one", seen({ at: ago(500) })],
    ["none", null],
  ])("%s: ours is not there, which is final only after an hour", (_, found) => {
    const before = { providerLastAt: ago(400) };
    for (const minutes of [0, 1, 59, 60]) {
      expect(judgeLookUp(sent({ ...before, sentAt: ago(minutes) }), found, NOW)).toEqual({
        is: "undecided",
        why: "not_seen_yet",
      });
    }
    expect(judgeLookUp(sent({ ...before, sentAt: ago(61) }), found, NOW)).toEqual(
      FAILED("not_carried_out", null),
    );
  });

  test("what was taken over and is gone has not failed", () => {
    const gone = sent({ sentAt: ago(9_999), acceptedAt: ago(9_998) });
    expect(judgeLookUp(gone, null, NOW)).toEqual({ is: "undecided", why: "gone" });
  });

  test("another amount is a contradiction, also when it succeeded or failed", () => {
    for (const status of ["succeeded", "failed", "pending"] as const) {
      const other = seen({ status, amountRials: 30_010n });
      expect(judgeLookUp(sent(), other, NOW)).toMatchObject({ is: "contradiction" });
    }
  });
});

describe("what a session's state says of a reverse", () => {
  const judge = (state: Parameters<typeof judgeReverse>[1], windowEnd: number, sentAgo = 60) =>
    judgeReverse({ sentAt: ago(sentAgo) }, state, { windowEndsAt: ago(windowEnd), now: NOW });

  test("reversed is the end of it, at any time", () => {
    for (const end of [-20, 0, 500]) {
      expect(judge("reversed", end)).toEqual({ is: "ended", end: { to: "succeeded" } });
    }
  });

  test("not reversed is final ten minutes after the window and the call", () => {
    expect(judge("verified", 11)).toEqual(FAILED("not_carried_out", null));
    expect(judge("paid", 11)).toEqual(FAILED("not_carried_out", null));
    for (const [end, sentAgo] of [
      [10, 60],
      [-5, 60],
      [500, 10],
    ] as const) {
      expect(judge("verified", end, sentAgo)).toEqual({ is: "undecided", why: "not_seen_yet" });
    }
  });

  test("a state that a paid session cannot have says nothing", () => {
    expect(judge("failed", 500)).toEqual({ is: "undecided", why: "failed" });
    expect(judge("pending", 500)).toEqual({ is: "undecided", why: "pending" });
  });
});
