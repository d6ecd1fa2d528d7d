import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { ActorOf, Context, Mode } from "@/lib/context";
import { idBounds } from "@/lib/ids/id-bounds";
import type { Range } from "@/lib/time/tehran-days";

/** Whose payments of which period a figure is about. */
export type Asked = { mode: Mode; range: Range; appId?: string | undefined };

/**
 * The condition that a transaction `t` was asked for in the period. A payment counts where it was asked
 * for, not where it was paid, so that tries and successes are of the same payments.
 */
export function paymentsOf(
  { actor }: Context<ActorOf<"operator">>,
  { mode, range, appId }: Asked,
): SQL {
  const { first, end } = idBounds("transaction", range);
  return sql`t.tenant_id = ${actor.tenantId} and t.mode = ${mode}
    and t.id >= ${first} and t.id < ${end}
    and t.created_at >= ${range.from.toISOString()}::timestamptz
    and t.created_at < ${range.to.toISOString()}::timestamptz
    and ${appId === undefined ? sql`true` : sql`t.app_id = ${appId}`}`;
}
