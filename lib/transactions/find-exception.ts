import "server-only";
import { sql } from "drizzle-orm";
import { decodeRow } from "@/db/rows";
import { attempts, transactions } from "@/db/schema/transactions";
import type { ActorOf, Context } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { isId } from "@/lib/ids/mint-id";
import { getProvider } from "@/lib/providers/registry";
import { type ExceptionMove, movesOf } from "./exception-moves";
import type { Attempt, Transaction } from "./find-transaction";

export type FoundException = {
  transaction: Transaction;
  /** The attempt that it is about. */
  attempt: Attempt | null;
  /** Null when the transaction is not on hold. */
  reason: string | null;
  moves: readonly ExceptionMove[];
};
type Row = {
  transaction: Record<string, unknown>;
  attempt: Record<string, unknown> | null;
  /** How long ago it was put on hold; money it was verified with is older still. */
  age_seconds: number | null;
  reversal: string | null;
};

/** A call and our clock take time too: what is this near the end of the window is not tried. */
const MARGIN_SECONDS = 60;

/**
 * Why one of the tenant's transactions is on hold, and what may be decided about it now.
 * @throws BrokerError `transaction_not_found`
 */
export async function findException(
  ctx: Context<ActorOf<"operator">>,
  id: string,
): Promise<FoundException> {
  const [row] = isId("transaction", id)
    ? await ctx.db.execute<Row>(sql`
        select to_jsonb(t) as transaction, to_jsonb(a) as attempt,
          extract(epoch from now() - e.at)::float8 as age_seconds,
          (select r.data ->> 'outcome' from payment.transaction_events r
            where r.transaction_id = t.id and r.type = 'transaction.reversal' and r.seq > e.seq
            order by r.seq desc limit 1) as reversal
        from payment.transactions t
        left join lateral (select * from payment.transaction_events x
          where x.transaction_id = t.id and x.type = 'transaction.excepted'
          order by x.seq desc limit 1) e on true
        left join payment.attempts a on a.id = coalesce(e.attempt_id, (
          select s.id from payment.attempts s where s.transaction_id = t.id order by s.id desc limit 1))
        where t.id = ${id} and t.tenant_id = ${ctx.actor.tenantId}`)
    : [];
  if (!row) throw new BrokerError("not_found", "transaction_not_found");
  const transaction = decodeRow(transactions, row.transaction);
  const attempt = row.attempt && decodeRow(attempts, row.attempt);
  const reason = transaction.exception;
  const moves = reason === null ? [] : movesOf(reason, { reversible: isReversible(row, attempt) });
  return { transaction, attempt, reason, moves };
}

/** Within the provider's window; or when an answer to it got lost: then asking again tells. */
function isReversible({ age_seconds: age, reversal }: Row, attempt: Attempt | null): boolean {
  if (attempt?.authority == null || reversal === "refused") return false;
  if (reversal === "unknown") return true;
  const { reverse, reverseWindowSeconds } = getProvider(attempt.provider).capabilities();
  return reverse && reverseWindowSeconds !== null && age !== null
    ? age < reverseWindowSeconds - MARGIN_SECONDS
    : false;
}
