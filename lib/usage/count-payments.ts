import "server-only";
import { sql } from "drizzle-orm";
import { literals } from "@/db/schema/base";
import type { ActorOf, Context } from "@/lib/context";
import { UNPAID_ENDS } from "@/lib/transactions/state";
import { type Asked, paymentsOf } from "./payments-of";
import { NOTHING, type Totals } from "./totals";

type Row = {
  about: "total" | "bucket" | "app" | "reason";
  bucket: number | null;
  app_id: string | null;
  failure_reason: string | null;
  tries: number;
  paid: number;
  unpaid: number;
  paid_rials: string;
  refunded_rials: string;
};

export type Counted = {
  total: Totals;
  /** In the order of the starts that were given. */
  buckets: Totals[];
  byApp: Map<string, Totals>;
  /** How many ended unpaid, by reason. */
  byReason: Map<string, number>;
};

/**
 * Count a period's payments, once for all views of them: one walk over the period, folded into a few
 * cells, and those summed in four ways.
 */
export async function countPayments(
  ctx: Context<ActorOf<"operator">>,
  asked: Asked,
  starts: Date[],
): Promise<Counted> {
  const thresholds = JSON.stringify(starts);
  const rows = await ctx.db.execute<Row>(sql`
    with cells as materialized (
      select t.app_id, t.status, t.failure_reason,
        width_bucket(t.created_at, array(
          select start::timestamptz from jsonb_array_elements_text(${thresholds}::text::jsonb)
            with ordinality as s(start, n) order by n)) as bucket,
        count(*) as tries, sum(t.amount_rials) as rials, sum(t.refunded_rials) as refunded_rials
      from payment.transactions t
      where ${paymentsOf(ctx, asked)}
      group by 1, 2, 3, 4
    )
    select bucket, app_id, failure_reason,
      case when grouping(bucket) = 0 then 'bucket' when grouping(app_id) = 0 then 'app'
        when grouping(failure_reason) = 0 then 'reason' else 'total' end as about,
      coalesce(sum(tries), 0)::int as tries,
      coalesce(sum(tries) filter (where status = 'paid'), 0)::int as paid,
      coalesce(sum(tries) filter (where status in (${literals(UNPAID_ENDS)})), 0)::int as unpaid,
      coalesce(sum(rials) filter (where status = 'paid'), 0)::text as paid_rials,
      coalesce(sum(refunded_rials), 0)::text as refunded_rials
    from cells group by grouping sets ((), (bucket), (app_id), (failure_reason))`);
  const counted: Counted = {
    total: NOTHING,
    buckets: starts.map(() => NOTHING),
    byApp: new Map(),
    byReason: new Map(),
  };
  for (const row of rows) {
    if (row.about === "total") counted.total = totalsOf(row);
    // width_bucket counts from 1.
    if (row.about === "bucket") counted.buckets[Number(row.bucket) - 1] = totalsOf(row);
    if (row.about === "app") counted.byApp.set(row.app_id as string, totalsOf(row));
    if (row.about === "reason" && row.failure_reason !== null) {
      counted.byReason.set(row.failure_reason, row.unpaid);
    }
  }
  return counted;
}

const totalsOf = (row: Row): Totals => ({
  tries: row.tries,
  paid: row.paid,
  ended: row.paid + row.unpaid,
  paidRials: BigInt(row.paid_rials),
  refundedRials: BigInt(row.refunded_rials),
});
