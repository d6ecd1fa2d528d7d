import "server-only";
import { and, desc, eq } from "drizzle-orm";
import { refunds } from "@/db/schema/refunds";
import type { ActorOf, Context } from "@/lib/context";
import type { Refund } from "./find-refund";

/** More than any payment can have of the smallest refunds that anyone makes by hand. */
const REFUNDS_MAX = 100;

/** The refunds of one of the tenant's transactions, newest first. */
export function listRefundsOfTransaction(
  ctx: Context<ActorOf<"operator">>,
  transactionId: string,
): Promise<Refund[]> {
  return ctx.db
    .select()
    .from(refunds)
    .where(and(eq(refunds.transactionId, transactionId), eq(refunds.tenantId, ctx.actor.tenantId)))
    .orderBy(desc(refunds.id))
    .limit(REFUNDS_MAX);
}
