import type { Sql } from "postgres";
import type { Ledger, ProviderLedger } from "./ledger";

/** One thing that must be so, and whether it is. */
export type BookCheck = { what: string; holds: boolean; found: string };

type Row = {
  id: string;
  order_id: string;
  status: string;
  amount_rials: string;
  authority: string | null;
  ref_id: string | null;
  paid_events: number;
  paid_news: number;
};

/**
 * Compares three books that nobody copied from each other: what the load generator was answered, what
 * the database holds, and what the provider wrote down.
 */
export async function compareBooks(
  sql: Sql,
  seen: Ledger,
  provider: ProviderLedger,
): Promise<BookCheck[]> {
  const list = await sql<Row[]>`
    select t.id, t.order_id, t.status, t.amount_rials::text, a.authority, a.ref_id,
      (select count(*)::int from payment.transaction_events e
        where e.transaction_id = t.id and e.type = 'transaction.paid') as paid_events,
      (select count(*)::int from payment.webhook_events w
        where w.transaction_id = t.id and w.type = 'transaction.paid') as paid_news
    from payment.transactions t left join payment.attempts a on a.transaction_id = t.id`;
  const rows = new Map(list.map((row) => [row.id, row]));
  const paid = list.filter(({ status }) => status === "paid");
  const returned = new Map(seen.returned.map((one) => [one.id, one]));

  const unlike = seen.opened.filter(({ id, orderId, amountRials, authority }) => {
    const row = rows.get(id);
    const status = returned.has(id) ? "paid" : "open";
    return !(
      row?.order_id === orderId &&
      Number(row.amount_rials) === amountRials &&
      row.authority === authority &&
      row.status === status
    );
  }).length;
  const unlikePaid = seen.returned.filter(({ id, amountRials, refId }) => {
    const row = rows.get(id);
    return row?.ref_id !== refId || Number(row.amount_rials) !== amountRials;
  }).length;
  const twice = list.filter(({ status, paid_events, paid_news }) => {
    const wanted = status === "paid" ? 1 : 0;
    return paid_events !== wanted || paid_news !== wanted;
  }).length;
  const sums = [sumSeen(seen.opened), sumRows(list)];
  const paidSums = [sumSeen(seen.returned), sumRows(paid), provider.verifiedRials];

  return [
    check("every answer was the contract's, no request failed", [seen.wrongCount, 0]),
    check("every 201 is a row: order, amount, authority, status", [unlike, 0]),
    check("transactions answered = transactions stored = provider's sessions", [
      seen.opened.length,
      list.length,
      provider.sessions,
    ]),
    check("Rials answered = Rials stored", sums),
    check("every signed paid return is a paid row: amount, ref_id", [unlikePaid, 0]),
    check("paid returns = paid rows = provider's verified sessions", [
      returned.size,
      paid.length,
      provider.verified,
    ]),
    check("Rials returned as paid = stored as paid = verified at the provider", paidSums),
    check("one paid event and one outbox row per paid, none else", [twice, 0]),
  ];
}

/** Holds when all numbers are the same. */
function check(what: string, numbers: number[]): BookCheck {
  const holds = new Set(numbers).size === 1;
  return { what, holds, found: numbers.join(holds ? " = " : " ≠ ") };
}

const sumSeen = (list: readonly { amountRials: number }[]) =>
  list.reduce((sum, { amountRials }) => sum + amountRials, 0);
const sumRows = (list: readonly { amount_rials: string }[]) =>
  list.reduce((sum, { amount_rials }) => sum + Number(amount_rials), 0);
