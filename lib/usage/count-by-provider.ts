import "server-only";
import { sql } from "drizzle-orm";
import { literals } from "@/db/schema/base";
import type { ActorOf, Context } from "@/lib/context";
import { idBounds } from "@/lib/ids/id-bounds";
import { UNPAID_ENDS } from "@/lib/transactions/state";
import { type Asked, paymentsOf } from "./payments-of";
import type { Totals } from "./totals";

type Row = {
  provider: string;
  tries: number;
  paid: number;
  ended: number;
  paid_rials: string;
  refunded_rials: string;
};

/**
 * A period's payments by the provider that speaks for each: the one that was paid, else the last tried.
 * With one provider all is its own and nothing is read; `total` is the period's.
 */
export async function countByProvider(
  ctx: Context<ActorOf<"operator">>,
  asked: Asked,
  total: () => Promise<Totals>,
): Promise<Map<string, Totals>> {
  const providers = await providersOf(ctx, asked);
  const [only] = providers;
  if (only === undefined) return new Map();
  if (providers.length === 1) return new Map([[only, await total()]]);
  const { first, end } = idBounds("attempt", asked.range);
  const rows = await ctx.db.execute<Row>(sql`
    with spoken as (
      select distinct on (a.transaction_id) a.transaction_id, a.provider
      from payment.attempts a
      where a.id >= ${first} and a.id < ${end} and a.mode = ${asked.mode}
      order by a.transaction_id, a.status = 'paid' desc, a.id desc
    )
    select s.provider, count(*)::int as tries,
      count(*) filter (where t.status = 'paid')::int as paid,
      count(*) filter (where t.status in ('paid', ${literals(UNPAID_ENDS)}))::int as ended,
      coalesce(sum(t.amount_rials) filter (where t.status = 'paid'), 0)::text as paid_rials,
      coalesce(sum(t.refunded_rials), 0)::text as refunded_rials
    from spoken s join payment.transactions t on t.id = s.transaction_id
    where ${paymentsOf(ctx, asked)}
    group by 1`);
  return new Map(
    rows.map((row) => [
      row.provider,
      {
        tries: row.tries,
        paid: row.paid,
        ended: row.ended,
        paidRials: BigInt(row.paid_rials),
        refundedRials: BigInt(row.refunded_rials),
      },
    ]),
  );
}

/** The providers that the tenant ever had an account at, in a mode. */
async function providersOf(ctx: Context<ActorOf<"operator">>, { mode }: Asked): Promise<string[]> {
  const rows = await ctx.db.execute<{ provider: string }>(sql`
    select distinct provider from payment.provider_accounts
    where tenant_id = ${ctx.actor.tenantId} and mode = ${mode}`);
  return rows.map(({ provider }) => provider);
}
