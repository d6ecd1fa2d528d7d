import type { PlannedPayment } from "./draw-plan";
import type { Payment } from "./make-payments";
import type { Books } from "./read-books";
import { givenBack, type Session } from "./zarinpal/session";

const ENDS = ["transaction.failed", "transaction.canceled", "transaction.expired"];

/**
 * Where the books and the provider's truth part, or the books break a rule of their own, once nothing is
 * under way any more. Empty: all is well.
 */
export function findBreaks(
  books: Books,
  { id }: Payment,
  session: Session,
  planned: Pick<PlannedPayment, "ended" | "mismatched">,
  now: number,
): string[] {
  const breaks: string[] = [];
  const must = (holds: boolean, otherwise: string) => {
    if (!holds) breaks.push(otherwise);
  };
  const transaction = books.transactions.find((one) => one.id === id);
  if (!transaction) return [`transaction ${id} is gone`];
  const { status, exception, failure_reason: why } = transaction;
  const own = <T extends { transaction_id: string }>(rows: T[]) =>
    rows.filter((row) => row.transaction_id === id);
  const [events, ledger, news] = [own(books.events), own(books.ledger), own(books.news)];
  const refunds = own(books.refunds);
  const paid = status === "paid";
  const otherPaid = books.transactions.some((one) => one.id !== id && one.status === "paid");
  const count = (type: string) => events.filter((event) => event.type === type).length;
  const told = (type: string) => news.filter((one) => one.type === type).length;

  // Paid here exactly where money was taken there, and that once.
  must(session.captured <= 1, "the provider captured twice");
  must(!paid || session.captured === 1, "paid here, not at the provider");
  const secondOfOrder = otherPaid && exception === "paid_twice";
  must(
    session.captured === 0 || paid || secondOfOrder,
    `verified at the provider, ${status} here, exception ${exception}`,
  );
  must(
    books.transactions.filter((one) => one.status === "paid").length <= 1,
    "the order is paid twice",
  );
  must(count("transaction.paid") === (paid ? 1 : 0), `${count("transaction.paid")} paid events`);
  must(told("transaction.paid") === (paid ? 1 : 0), `${told("transaction.paid")} paid outbox rows`);

  // The ledger: one balanced pair for the payment, one for its fee, one for each refund that went.
  const booked = (kind: string, account: string) =>
    ledger
      .filter((entry) => entry.kind === kind && entry.account === account)
      .map((entry) => entry.amount_rials);
  const amounts = (amount: number) => JSON.stringify(paid ? [amount] : []);
  const { amount_rials: amount } = transaction;
  must(
    JSON.stringify(booked("payment", "provider_clearing")) === amounts(amount),
    "payment not booked once",
  );
  must(
    JSON.stringify(booked("payment", "merchant_payable")) === amounts(-amount),
    "payment not owed once",
  );
  must(sum(ledger.map((entry) => entry.amount_rials)) === 0, "the ledger does not balance");
  const gone = refunds.filter((refund) => refund.status === "succeeded");
  must(
    ledger.filter(({ kind }) => kind === "refund").length === 2 * gone.length,
    "refund entries and refunds differ",
  );
  must(
    sum(booked("refund", "refunds")) === sum(gone.map((refund) => refund.amount_rials)),
    "refunds booked with another sum",
  );

  // Refunds: what we say went back is what the provider gave back, and never more than was paid.
  const reserved = sum(
    refunds.filter((one) => one.status !== "failed").map((one) => one.amount_rials),
  );
  must(
    transaction.refunded_rials === reserved,
    `refunded ${transaction.refunded_rials}, its refunds ${reserved}`,
  );
  must(reserved <= amount, "more refunded than paid");
  const back = givenBack(session, now);
  must(reserved === back, `${reserved} refunded here, ${back} at the provider`);
  for (const refund of refunds) {
    must(
      ["succeeded", "failed"].includes(refund.status),
      `a refund stays ${refund.status} ${refund.exception}`,
    );
  }
  must(told("refund.succeeded") === 0 || gone.length > 0, "news of a refund that never was");

  // Nothing is left open that could be settled, and what is frozen has a reason.
  const live = ["created", "open", "verifying"].includes(status);
  must(!live || exception !== null, `still ${status}`);
  if (exception === "amount_mismatch") must(planned.mismatched, "a mismatch that is none");
  else must(exception === null || secondOfOrder, `exception ${exception}`);
  const frozen = exception !== null;
  // Late money of another amount is told of each time, and not put on hold: it goes back by itself.
  must(count("transaction.excepted") > 0 === frozen || planned.mismatched, "told of, not on hold");
  for (const attempt of own(books.attempts)) {
    must(attempt.next_check_at === null, "something is still due");
    must(!paid || attempt.lease_token === null, "a lease outlived the payment");
  }

  // An end is final, but for money that came late; and it is declared only once the provider said so.
  const ends = events.filter(({ type }) => ENDS.includes(type));
  must(ends.length <= 1, "ended twice");
  const late = planned.ended || ends.length > 0;
  const payment = events.find(({ type }) => type === "transaction.paid");
  must(
    !payment || late === (payment.data.late === true),
    "late money that is not called so, or the reverse",
  );
  must((transaction.late_at !== null) === (paid && late), "late_at and history differ");
  const endedHere = !planned.ended && ["failed", "canceled", "expired"].includes(status);
  must(
    !endedHere || session.refused > 0 || (why === "order_already_paid" && otherPaid),
    `${status} though the provider never said so`,
  );
  must(
    ends.length === ENDS.map(told as (type: string) => number).reduce((all, one) => all + one, 0),
    "ends and their news differ",
  );

  // The history: numbered without a gap, each event hashed over the one before.
  must(
    events.every(({ seq }, index) => seq === index + 1),
    "a gap in the history",
  );
  must(events.length === transaction.event_seq, "events and their number differ");
  must(
    events.every(({ intact }) => intact),
    "the hash chain is broken",
  );
  return breaks;
}

const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);
