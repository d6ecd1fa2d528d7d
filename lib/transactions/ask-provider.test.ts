import { expect, test } from "vitest";
import type { Answer, Exchange, Provider, SessionState, VerifyAnswer } from "@/lib/providers/port";
import { askProvider } from "./ask-provider";
import type { Attempt, Transaction } from "./find-transaction";

const exchange = (call: string): Exchange => ({ call, request: {}, response: null, durationMs: 1 });
const ACCOUNT = { baseUrl: "https://provider.example", credential: "m" };
const VERIFIED = { refId: "7", cardPan: null, cardHash: null, feeRials: null, repeated: false };

type Seen = SessionState | "refused" | "unknown" | "no door";
type Said = "paid" | "lost" | "not_paid" | "amount_mismatch" | "no_session";
type Case = {
  status?: "open" | "verifying";
  expired?: boolean;
  orderPaid?: boolean;
  hint?: "ok" | "not_ok" | null;
  inquiry?: Seen;
  verify?: Said;
};

/** A provider that answers so, and what is made of it. */
async function ask({
  status = "verifying",
  expired = false,
  orderPaid = false,
  hint = null,
  inquiry = "pending",
  verify = "not_paid",
}: Case) {
  const refusal = { code: "-51", message: "", messageFa: "" };
  const inquire = async (): Promise<Answer<SessionState>> => {
    const told = { exchange: exchange("inquiry") };
    if (inquiry === "refused") return { ...told, outcome: "refused", refusal };
    if (inquiry === "unknown") return { ...told, outcome: "unknown", cause: "timeout", detail: "" };
    return { ...told, outcome: "accepted", value: inquiry as SessionState };
  };
  const asked: { token: string; amountRials: bigint }[] = [];
  const provider = {
    ...(inquiry === "no door" ? {} : { inquire }),
    async verify(_account: unknown, input: { token: string; amountRials: bigint }) {
      asked.push(input);
      const told = { exchange: exchange("verify") };
      if (verify === "paid") return { ...told, outcome: "accepted", value: VERIFIED };
      if (verify === "lost") return { ...told, outcome: "unknown", cause: "timeout", detail: "" };
      return { ...told, outcome: "refused", refusal: { ...refusal, kind: verify } };
    },
  } as unknown as Provider & { verify(): Promise<VerifyAnswer> };
  const { exchanges, ...verdict } = await askProvider(provider, ACCOUNT, {
    transaction: { status, amountRials: 150_000n } as Transaction,
    attempt: { id: "att_1", authority: "A1", callbackHint: hint } as Attempt,
    expired,
    orderPaid,
  });
  for (const input of asked) expect(input).toEqual({ token: "A1", amountRials: 150_000n });
  return { verdict, calls: exchanges.map(({ call }) => call).join(" ") };
}

const unpaid = (to: string, reason: string, code: string | null = "-51") => ({
  is: "unpaid",
  to,
  failure: { code, reason },
});
const undecided = (why: string) => ({ is: "undecided", why });

test.each<[string, Case, object, string]>([
  ["verified", { verify: "paid" }, { is: "paid", verified: VERIFIED }, "verify"],
  ["an answer lost", { verify: "lost" }, undecided("timeout"), "verify"],
  ["another amount", { verify: "amount_mismatch" }, { is: "amount_mismatch" }, "verify"],
  ["no session", { verify: "no_session" }, unpaid("failed", "unknown_to_provider"), "verify"],
])("after a sign of payment, %s", async (_name, given, verdict, calls) => {
  expect(await ask(given)).toEqual({ verdict, calls });
});

test.each<[string, Case, object, string]>([
  ["at the bank", { inquiry: "pending" }, undecided("pending"), "inquiry"],
  [
    "at the bank, its time over",
    { inquiry: "pending", expired: true },
    unpaid("expired", "expired"),
    "inquiry verify",
  ],
  [
    "paid",
    { inquiry: "paid", verify: "paid" },
    { is: "paid", verified: VERIFIED },
    "inquiry verify",
  ],
  [
    "not to be asked about",
    { inquiry: "no door", verify: "paid" },
    { is: "paid", verified: VERIFIED },
    "verify",
  ],
  [
    "unanswered, then refused, is looked at once more",
    { inquiry: "unknown" },
    undecided("not_visible_yet"),
    "inquiry verify inquiry",
  ],
  [
    "failed is not looked at again",
    { inquiry: "failed" },
    unpaid("failed", "payment_failed"),
    "inquiry verify",
  ],
])("of which nobody came back: %s", async (_name, given, verdict, calls) => {
  expect(await ask({ status: "open", ...given })).toEqual({ verdict, calls });
});

const CANCELED = unpaid("canceled", "canceled_by_shopper");
const FAILED = unpaid("failed", "payment_failed");
const EXPIRED = unpaid("expired", "expired");
const WAIT = undecided("not_visible_yet");

/** What verify refused as not paid: how the session stands then, and whether its time is over. */
test.each<[Seen, "ok" | null, object, object]>([
  ["pending", null, undecided("pending"), EXPIRED],
  ["pending", "ok", undecided("pending"), EXPIRED],
  ["paid", "ok", WAIT, WAIT],
  ["verified", "ok", WAIT, WAIT],
  ["reversed", "ok", FAILED, FAILED],
  ["reversed", null, FAILED, FAILED],
  ["failed", "ok", FAILED, FAILED],
  ["failed", null, FAILED, EXPIRED],
  ["unknown", "ok", WAIT, EXPIRED],
  ["refused", "ok", WAIT, EXPIRED],
])("not paid, %s, hint %s", async (inquiry, hint, before, after) => {
  const calls = "verify inquiry";
  expect(await ask({ inquiry, hint })).toEqual({ verdict: before, calls });
  expect(await ask({ inquiry, hint, expired: true })).toEqual({ verdict: after, calls });
  // Who left is believed where nothing was paid, and nothing more is asked.
  const left = { verdict: CANCELED, calls: "verify" };
  expect(await ask({ inquiry, hint: "not_ok" })).toEqual(left);
});

test.each<[Seen, object]>([
  ["verified", { is: "paid_twice" }],
  ["unknown", undecided("unreadable")],
  ["no door", undecided("unreadable")],
  ["paid", unpaid("failed", "order_already_paid", null)],
  ["pending", unpaid("failed", "order_already_paid", null)],
])("the second payment of an order is never verified: %s", async (inquiry, verdict) => {
  const calls = inquiry === "no door" ? "" : "inquiry";
  expect(await ask({ orderPaid: true, inquiry, verify: "paid" })).toEqual({ verdict, calls });
});
