import "server-only";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { alerts } from "@/db/schema/money";
import type { ActorOf, Context } from "@/lib/context";
import { requirePermission } from "@/lib/operators/require-permission";
import type { Alert } from "./get-open-alert";

/** One payment has few. */
const ALERTS_MAX = 10;

/** The open alerts about one of the tenant's transactions, oldest first. */
export function listAlertsOf(
  ctx: Context<ActorOf<"operator">>,
  transactionId: string,
): Promise<Alert[]> {
  requirePermission(ctx.actor, "read");
  return ctx.db
    .select()
    .from(alerts)
    .where(
      and(
        isNull(alerts.resolvedAt),
        eq(alerts.tenantId, ctx.actor.tenantId),
        sql`${alerts.data} ->> 'transaction_id' = ${transactionId}`,
      ),
    )
    .orderBy(asc(alerts.firstAt))
    .limit(ALERTS_MAX);
}
