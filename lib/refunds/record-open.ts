import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import { refunds } from "@/db/schema/refunds";
import { recordAudit } from "@/lib/audit/record-audit";
import { type Context, inTransaction } from "@/lib/context";
import { log } from "@/lib/log";
import type { Exchange } from "@/lib/providers/port";
import { ageSeconds } from "@/lib/time/age-seconds";
import { recordTransactionEvent } from "@/lib/transactions/record-transaction-event";
import { AWAIT_PAYOUT_UP_TO_SECONDS, LOOK_UP_TO_SECONDS, nextLookSeconds } from "./backoff";
import type { Refund } from "./find-refund";
import { LIVE_REFUND_STATUSES } from "./state";

type Open =
  /** The provider took it over; to be paid out. */
  | { status: "pending"; why: string }
  /** It was sent, and nothing is certain. */
  | { status: "unknown"; why: string; exception?: "contradiction" };

/**
 * A refund that was sent and is not over: it keeps its amount and is looked up later; in the end, or when
 * what the provider says cannot be, an operator must decide.
 */
export async function recordOpen(
  ctx: Context,
  refund: Refund,
  open: Open,
  exchanges: Exchange[],
): Promise<void> {
  const accepted = open.status === "pending" || refund.acceptedAt !== null;
  // A second person may have taken days; the provider has had no more time for that.
  const age = await ageSeconds(ctx.db, refund.approvalAt ?? refund.createdAt);
  const upTo = accepted ? AWAIT_PAYOUT_UP_TO_SECONDS : LOOK_UP_TO_SECONDS;
  const given = open.status === "unknown" ? open.exception : undefined;
  const exception = given ?? (age > upTo ? "never_answered" : null);
  const inSeconds = exception ? null : nextLookSeconds(refund.checks);
  const changed = refund.status !== open.status || (accepted && !refund.acceptedAt);
  if (exception) log.error({ refundId: refund.id, exception }, "refund needs an operator");

  await inTransaction(ctx, async (tx) => {
    const rows = await tx.db
      .update(refunds)
      .set({
        status: open.status,
        exception,
        leaseToken: null,
        leaseUntil: null,
        nextCheckAt: sql`now() + make_interval(secs => ${inSeconds}::float8)`,
        ...(open.status === "pending"
          ? { acceptedAt: sql`coalesce(${refunds.acceptedAt}, now())` }
          : {}),
      })
      .where(and(eq(refunds.id, refund.id), inArray(refunds.status, [...LIVE_REFUND_STATUSES])))
      .returning({ id: refunds.id });
    if (rows.length === 0) return;
    const { transactionId, attemptId, tenantId } = refund;
    const type = !changed ? "checked" : open.status === "pending" ? "accepted" : "unknown";
    await recordTransactionEvent(tx, {
      transactionId,
      type: `refund.${type}`,
      attemptId,
      data: { refund_id: refund.id, why: open.why, exception, exchanges },
      durationMs: exchanges.reduce((sum, { durationMs }) => sum + durationMs, 0),
    });
    if (!changed && !exception) return;
    await recordAudit(tx, {
      tenantId,
      action: exception ? "refund.except" : `refund.${type}`,
      entityId: refund.id,
      data: { transaction_id: transactionId, why: open.why },
    });
  });
}
