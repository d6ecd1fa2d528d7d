import "server-only";
import { and, eq, isNull, or } from "drizzle-orm";
import { alerts } from "@/db/schema/money";
import type { ActorOf, Context } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { isId } from "@/lib/ids/mint-id";

export type Alert = typeof alerts.$inferSelect;

/**
 * An open alert of the tenant, or of the whole deployment.
 * @throws BrokerError `alert_not_found`; 409 `alert_resolved`
 */
export async function getOpenAlert(ctx: Context<ActorOf<"operator">>, id: string): Promise<Alert> {
  const [alert] = isId("alert", id)
    ? await ctx.db
        .select()
        .from(alerts)
        .where(
          and(
            eq(alerts.id, id),
            or(eq(alerts.tenantId, ctx.actor.tenantId), isNull(alerts.tenantId)),
          ),
        )
    : [];
  if (!alert) throw new BrokerError("not_found", "alert_not_found");
  if (alert.resolvedAt) throw new BrokerError("conflict", "alert_resolved");
  return alert;
}
