import "server-only";
import { sql } from "drizzle-orm";
import type { ActorOf, Context, Mode } from "@/lib/context";
import { requirePermission } from "@/lib/operators/require-permission";
import { eachDay, rangeOf } from "@/lib/time/tehran-days";
import { paymentsOf } from "@/lib/usage/payments-of";

/** Paid money of the last seven Tehran days, the oldest first, in whole Rials. */
export type DailyVolumes = Map<string, bigint[]>;

/** What each app was paid on each of the last seven days, today the last; apps without any are not there. */
export async function listDailyVolumes(
  ctx: Context<ActorOf<"operator">>,
  { mode, now }: { mode: Mode; now: Date },
): Promise<DailyVolumes> {
  requirePermission(ctx.actor, "read");
  const range = rangeOf("7d", now);
  const days = eachDay(range);
  const rows = await ctx.db.execute<{ app_id: string; day: number; rials: string }>(sql`
    select t.app_id, sum(t.amount_rials)::text as rials,
      width_bucket(t.created_at, array(
        select start::timestamptz from jsonb_array_elements_text(${JSON.stringify(days)}::text::jsonb)
          with ordinality as s(start, n) order by n)) as day
    from payment.transactions t
    where ${paymentsOf(ctx, { mode, range })} and t.status = 'paid'
    group by 1, 3`);
  const volumes: DailyVolumes = new Map();
  for (const { app_id: appId, day, rials } of rows) {
    const volume = volumes.get(appId) ?? days.map(() => 0n);
    // width_bucket counts from 1.
    volume[day - 1] = BigInt(rials);
    volumes.set(appId, volume);
  }
  return volumes;
}
