import type { Sql } from "postgres";
import type { Bank } from "./provider/bank";
import { refundedRials, type Session } from "./provider/session";
import { type Kept, keptOf } from "./read-books";
import type { Receiver } from "./receiver";
import type { Story } from "./shopper";

export type Problem = {
  kind: "doubled" | "lost" | "mismatch" | "undelivered";
  transactionId: string;
  what: string;
};
type Truth = { bank: Bank; receiver: Receiver; stories: readonly Story[] };

/** Entries of a payment: provider_clearing and merchant_payable. */
const PAIR = 2;

/**
 * Compares what the database holds of these orders with what the provider knows, what the receiver was
 * told, and what the shoppers did. Nobody copied one from the other.
 */
export async function compareBooks(sql: Sql, truth: Truth): Promise<Problem[]> {
  const kept = await keptOf(
    sql,
    truth.stories.map(({ plan }) => plan.orderId),
  );
  const byId = new Map(kept.map((one) => [one.id, one]));
  const missing = truth.stories.filter(
    ({ transactionId }) => transactionId !== null && !byId.has(transactionId),
  );
  return [
    ...missing.map(({ transactionId }): Problem => {
      return { kind: "lost", transactionId: transactionId ?? "", what: "the row is gone" };
    }),
    ...kept.flatMap((one) => problemsOf(one, truth)),
    ...paidTwice(kept),
  ];
}

function problemsOf(one: Kept, { bank, receiver, stories }: Truth): Problem[] {
  const story = stories.find(({ transactionId }) => transactionId === one.id);
  const sessions = one.authorities.flatMap((authority) => bank.find(authority) ?? []);
  const verified = sessions.filter(({ verifications }) => verifications > 0);
  const problems: Problem[] = [];
  const hold = (kind: Problem["kind"], holds: boolean, what: string) => {
    if (!holds) problems.push({ kind, transactionId: one.id, what });
  };
  const isPaid = one.status === "paid";
  const wanted = isPaid ? 1 : 0;

  hold("mismatch", one.ended, `it has not ended: ${one.status} ${one.exception ?? ""}`);
  hold("doubled", verified.length <= 1, `${verified.length} sessions verified`);
  hold("lost", isPaid || verified.length === 0, `${one.status} here, verified at the provider`);
  hold("lost", isPaid || !story?.mustBePaid, `${one.status}, but paid in time`);
  hold("doubled", one.paidEvents <= wanted, `${one.paidEvents} paid events, ${one.status}`);
  hold("doubled", one.pairEntries <= PAIR * wanted, `${one.pairEntries} entries, ${one.status}`);
  hold("doubled", one.paidNews <= wanted, `${one.paidNews} paid news, ${one.status}`);
  const told = receiver.news.get(`${one.id} transaction.paid`)?.size ?? 0;
  hold("doubled", told <= wanted, `the receiver heard ${told} different paid events`);
  hold("mismatch", one.paidEvents >= wanted, "paid without an event");
  hold("mismatch", one.pairEntries >= PAIR * wanted, "paid without its ledger pair");
  hold("mismatch", one.paidNews >= wanted, "paid without its outbox event");
  hold("mismatch", one.ends === 1 || one.late, `${one.ends} ends in the events`);
  hold("mismatch", one.unbalancedRials === "0", `ledger off by ${one.unbalancedRials}`);
  hold("mismatch", one.chainHolds, "the chain of its events is broken");
  if (isPaid) problems.push(...unlikePayment(one, verified[0]));
  for (const event of one.finalEvents) {
    hold("undelivered", receiver.taken.has(event), `the receiver never got ${event}`);
  }
  return problems;
}

/** Whether a payment is the provider's own: session, amount, reference, and what went back. */
function unlikePayment(one: Kept, session: Session | undefined): Problem[] {
  const say = (kind: Problem["kind"], what: string) => ({ kind, transactionId: one.id, what });
  if (!session) return [say("mismatch", "paid here, not verified at the provider")];
  const problems: Problem[] = [];
  const alike = session.authority === one.paidAuthority && String(session.refId) === one.refId;
  if (!alike) problems.push(say("mismatch", `paid by ${one.paidAuthority}, ref ${one.refId}`));
  const amount = session.amountRials;
  if (String(amount) !== one.amountRials || String(amount) !== one.bookedRials) {
    problems.push(say("mismatch", `${amount} there, ${one.amountRials} / ${one.bookedRials} here`));
  }
  const back = session.state === "REVERSED" ? amount : refundedRials(session);
  const here = [one.refundedRials, one.succeededRials, one.refundBookedRials];
  if (back > amount) problems.push(say("doubled", `${back} of ${amount} went back`));
  if (here.some((rials) => rials !== String(back))) {
    problems.push(say("mismatch", `${back} back there, ${here.join(" / ")} here`));
  }
  return problems;
}

/** One order is paid once, by whichever of its transactions. */
function paidTwice(kept: readonly Kept[]): Problem[] {
  const paid = new Map<string, string>();
  return kept.flatMap(({ id, orderId, status }): Problem[] => {
    if (status !== "paid") return [];
    const other = paid.get(orderId);
    paid.set(orderId, id);
    return other ? [{ kind: "doubled", transactionId: id, what: `${orderId}: also ${other}` }] : [];
  });
}
