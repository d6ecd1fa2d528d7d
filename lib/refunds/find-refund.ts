import "server-only";
import { and, eq, or } from "drizzle-orm";
import type { Database } from "@/db/client";
import { refunds } from "@/db/schema/refunds";

export type Refund = typeof refunds.$inferSelect;

/** The refund that a transaction already has under this name, or from this form. */
export async function findRepeated(
  db: Database,
  transactionId: string,
  { refundRef, requestKey }: { refundRef: string | null; requestKey: string | null },
): Promise<Refund | null> {
  if (refundRef === null && requestKey === null) return null;
  const [refund] = await db
    .select()
    .from(refunds)
    .where(
      and(
        eq(refunds.transactionId, transactionId),
        or(
          refundRef === null ? undefined : eq(refunds.refundRef, refundRef),
          requestKey === null ? undefined : eq(refunds.requestKey, requestKey),
        ),
      ),
    );
  return refund ?? null;
}

/** A refund by its id alone, for callers that have proven the right to it otherwise. */
export async function getRefundRow(db: Database, refundId: string): Promise<Refund> {
  const [refund] = await db.select().from(refunds).where(eq(refunds.id, refundId));
  if (!refund) throw new Error(`refund ${refundId} is gone`);
  return refund;
}
