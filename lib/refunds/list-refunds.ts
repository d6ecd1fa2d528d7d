import "server-only";
import { and, asc, desc, eq, gt, lt } from "drizzle-orm";
import { apiKeys, clientApps } from "@/db/schema/apps";
import { operators } from "@/db/schema/operators";
import { refunds } from "@/db/schema/refunds";
import { transactions } from "@/db/schema/transactions";
import type { ActorOf, Context, Mode } from "@/lib/context";
import { isId } from "@/lib/ids/mint-id";
import { requirePermission } from "@/lib/operators/require-permission";
import type { Refund } from "./find-refund";
import type { RefundStatus } from "./state";

const LIMIT_DEFAULT = 50;

/** All that are given must hold. */
export type RefundFilters = {
  /** `waiting`: for a second person. */
  status?: RefundStatus | "waiting" | undefined;
  appId?: string | undefined;
  mode?: Mode | undefined;
  limit?: number;
  /** Ids beside which the page lies; what is no id of a refund counts as absent. */
  olderThan?: string | undefined;
  newerThan?: string | undefined;
};

/** A refund with what people call the things it names. */
export type RefundLine = {
  refund: Refund;
  orderId: string;
  appName: string;
  /** Name or e-mail of the operator who asked; null when a site did, or an outside administrator. */
  operatorName: string | null;
  /** The key that a site asked with, by its public id. */
  keyName: string | null;
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
      keyName: apiKeys.publicId,
    })
    .from(refunds)
    .innerJoin(transactions, eq(transactions.id, refunds.transactionId))
    .innerJoin(clientApps, eq(clientApps.id, refunds.appId))
    .leftJoin(operators, eq(operators.id, refunds.requestedById))
    .leftJoin(apiKeys, eq(apiKeys.id, refunds.requestedById));
}

/** A page, with the ids beside which its neighbours lie; null where there is none. */
export type RefundPage = { rows: RefundLine[]; newer: string | null; older: string | null };

/** The tenant's refunds that match, newest first, for a reader who turns pages both ways. */
export async function listRefunds(
  ctx: Context<ActorOf<"operator">>,
  { status, appId, mode, limit = LIMIT_DEFAULT, olderThan, newerThan }: RefundFilters,
): Promise<RefundPage> {
  requirePermission(ctx.actor, "read");
  const back = newerThan !== undefined && isId("refund", newerThan);
  const forth = !back && olderThan !== undefined && isId("refund", olderThan);
  const found = await selectRefundLines(ctx)
    .where(
      and(
        eq(refunds.tenantId, ctx.actor.tenantId),
        back ? gt(refunds.id, newerThan) : forth ? lt(refunds.id, olderThan) : undefined,
        status === undefined
          ? undefined
          : status === "waiting"
            ? eq(refunds.approval, status)
            : eq(refunds.status, status),
        appId === undefined ? undefined : eq(refunds.appId, appId),
        mode === undefined ? undefined : eq(refunds.mode, mode),
      ),
    )
    .orderBy(back ? asc(refunds.id) : desc(refunds.id))
    .limit(limit + 1);
  const more = found.length > limit;
  const rows = found.slice(0, limit).map(lineOf);
  if (back) rows.reverse();
  const [first, last] = [rows[0]?.refund.id ?? null, rows.at(-1)?.refund.id ?? null];
  return {
    rows,
    // Who came from a page knows that it is there.
    newer: (back ? more : forth) ? first : null,
    older: back || more ? last : null,
  };
}

type Found = Awaited<ReturnType<typeof selectRefundLines>>[number];

export function lineOf({ operatorEmail, operatorName, ...line }: Found): RefundLine {
  return { ...line, operatorName: operatorName ?? operatorEmail };
}
