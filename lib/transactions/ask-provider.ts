import "server-only";
import type {
  Exchange,
  Provider,
  ProviderAccount,
  SessionState,
  UnknownCause,
  Verified,
} from "@/lib/providers/port";
import type { FailureReason } from "./failure";
import type { Attempt, Transaction } from "./find-transaction";
import type { UnpaidEnd } from "./state";

type Exchanges = { exchanges: Exchange[] };
export type Unpaid = { to: UnpaidEnd; failure: { code: string | null; reason: FailureReason } };
export type Undecided = { why: UnknownCause | "pending" | "not_visible_yet" };
export type Verdict = Exchanges &
  (
    | { is: "paid"; verified: Verified }
    | ({ is: "unpaid" } & Unpaid)
    | { is: "amount_mismatch" }
    /** Verified before by us, unheard, while another payment of its order was booked. */
    | { is: "paid_twice" }
    | ({ is: "undecided" } & Undecided)
  );

type Asked = {
  transaction: Transaction;
  attempt: Attempt;
  expired: boolean;
  orderPaid: boolean;
};

/**
 * Find out what became of an attempt. Only verify's answer decides; inquiry and the browser's hint only
 * decide whether to ask, and how to name an end. Writes nothing.
 */
export async function askProvider(
  provider: Provider,
  account: ProviderAccount,
  { transaction, attempt, expired, orderPaid }: Asked,
): Promise<Verdict> {
  const token = attempt.authority;
  if (token === null) throw new Error(`attempt ${attempt.id} has no authority`);
  const exchanges: Exchange[] = [];

  const inquire = async (): Promise<SessionState | "unknown"> => {
    if (!provider.inquire) return "unknown";
    const answer = await provider.inquire(account, token);
    exchanges.push(answer.exchange);
    return answer.outcome === "accepted" ? answer.value : "unknown";
  };

  // A second payment of an order is not verified: unverified money goes back by itself. But a verify of
  // ours may have taken it already, whose answer nobody heard.
  if (orderPaid) {
    const seen = await inquire();
    if (seen === "verified") return { is: "paid_twice", exchanges };
    if (seen === "unknown") return { is: "undecided", why: "unreadable", exchanges };
    const failure = { code: null, reason: "order_already_paid" } as const;
    return { is: "unpaid", to: "failed", failure, exchanges };
  }

  // Nobody came back yet: look before verifying, for the shopper may be typing at the bank.
  let state: SessionState | "unknown" = "unknown";
  if (transaction.status === "open") {
    state = await inquire();
    if (state === "pending" && !expired) return { is: "undecided", why: "pending", exchanges };
  }

  const answer = await provider.verify(account, { token, amountRials: transaction.amountRials });
  exchanges.push(answer.exchange);
  if (answer.outcome === "accepted") return { is: "paid", verified: answer.value, exchanges };
  if (answer.outcome === "unknown") return { is: "undecided", why: answer.cause, exchanges };

  const { kind, code } = answer.refusal;
  if (kind === "amount_mismatch") return { is: "amount_mismatch", exchanges };
  const unpaid = (to: UnpaidEnd, reason: FailureReason): Verdict => {
    return { is: "unpaid", to, failure: { code, reason }, exchanges };
  };
  if (kind === "no_session") return unpaid("failed", "unknown_to_provider");
  // Not paid up to now. Is that the end?
  if (attempt.callbackHint === "not_ok") return unpaid("canceled", "canceled_by_shopper");
  if (state === "unknown") state = await inquire();
  if (state === "reversed") return unpaid("failed", "payment_failed");
  // A session that nobody came back from dies of age at the provider as it does here: that is expiry.
  const abandoned = expired && attempt.callbackHint === null;
  if (state === "failed" && !abandoned) return unpaid("failed", "payment_failed");
  if (expired && state !== "paid" && state !== "verified") return unpaid("expired", "expired");
  return { is: "undecided", why: state === "pending" ? "pending" : "not_visible_yet", exchanges };
}
