import "server-only";
import { and, desc, eq, lt } from "drizzle-orm";
import { clientApps } from "@/db/schema/apps";
import { operators } from "@/db/schema/operators";
import { refunds } from "@/db/schema/refunds";
import { transactions } from "@/db/schema/transactions";
import type { ActorOf, Context } from "@/lib/context";
import { cursorId, type Page, pageUntil } from "@/lib/http/pagination";
import { requirePermission } from "@/lib/operators/require-permission";
import type { Refund } from "./find-refund";
import type { RefundFilters } from "./list-filters";

/** A refund with what people call the things it names. */
export type RefundLine = {
  refund: Refund;
  orderId: string;
  appName: string;
  /** E-mail or name of the operator who asked; null when a site did, or a stranger's token. */
  operatorName: string | null;
};

/** The columns of a line; `listRefunds` and `getRefund` read the same. */
export function selectRefundLines({ db }: Context) {
  return db
    .select({
      refund: refunds,
      orderId: transactions.orderId,
      appName: clientApps.name,
      operatorEmail: operators.email,
      operatorName: operators.name,
    })
    .from(refunds)
    .innerJoin(transactions, eq(transactions.id, refunds.transactionId))
    .innerJoin(clientApps, eq(clientApps.id, refunds.appId))
    .leftJoin(operators, eq(operators.id, refunds.requestedById));
}

/** The tenant's refunds that match, newest first. @throws BrokerError `invalid_cursor` */
export async function listRefunds(
  ctx: Context<ActorOf<"operator">>,
  filters: RefundFilters,
): Promise<Page<RefundLine>> {
  requirePermission(ctx.actor, "read");
  const after = cursorId("refund", filters);
  const { status, app_id: appId, mode, limit } = filters;
  const found = await selectRefundLines(ctx)
    .where(
      and(
        eq(refunds.tenantId, ctx.actor.tenantId),
        after === undefined ? undefined : lt(refunds.id, after),
        status === undefined ? undefined : eq(refunds.status, status),
        appId === undefined ? undefined : eq(refunds.appId, appId),
        mode === undefined ? undefined : eq(refunds.mode, mode),
      ),
    )
    .orderBy(desc(refunds.id))
    .limit(limit + 1);
  const rows = found.slice(0, limit).map(lineOf);
  return pageUntil(rows, found.length > limit ? (rows.at(-1)?.refund.id ?? null) : null);
}

type Found = Awaited<ReturnType<typeof selectRefundLines>>[number];

export function lineOf({ operatorEmail, operatorName, ...line }: Found): RefundLine {
  return { ...line, operatorName: operatorName ?? operatorEmail };
}
