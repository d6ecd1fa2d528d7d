import "server-only";
import { asc, desc, eq, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { clientApps } from "@/db/schema/apps";
import { attempts, transactions } from "@/db/schema/transactions";
import type { ConsoleRow } from "./console/row";
import { speakerOf } from "./find-transaction";
import type { Place } from "./list-page";

/** News that a site did not take the first time, and has not taken since. */
const undelivered = sql<boolean>`exists (select from payment.webhook_events e
  join payment.webhook_deliveries d on d.event_id = e.id
  where e.transaction_id = ${transactions.id} and (d.status in ('dead', 'held')
    or (d.status = 'pending' and (d.last_error is not null or d.last_status is not null))))`;

/** The rows whose ids `page` selects, in the order it walked. */
export async function readConsoleRows(
  db: Database,
  page: SQL,
  { key, descending }: Place,
): Promise<ConsoleRow[]> {
  const order = descending ? desc : asc;
  const rows = await db
    .select({
      id: transactions.id,
      mode: transactions.mode,
      status: transactions.status,
      exception: transactions.exception,
      lateAt: transactions.lateAt,
      amountRials: transactions.amountRials,
      refundedRials: transactions.refundedRials,
      orderId: transactions.orderId,
      description: transactions.description,
      app: { id: clientApps.id, name: clientApps.name },
      provider: attempts.provider,
      authority: attempts.authority,
      refId: attempts.refId,
      cardPan: attempts.cardPan,
      payerMobile: transactions.payerMobile,
      failureCode: transactions.failureCode,
      failureReason: transactions.failureReason,
      undelivered,
      createdAt: transactions.createdAt,
      paidAt: transactions.paidAt,
      endedAt: transactions.endedAt,
    })
    .from(sql`(${page}) as page`)
    .innerJoin(transactions, sql`${transactions.id} = page.id`)
    .innerJoin(clientApps, eq(clientApps.id, transactions.appId))
    .leftJoin(attempts, eq(attempts.id, speakerOf))
    .orderBy(
      ...(key === "amount" ? [order(transactions.amountRials)] : []),
      order(transactions.id),
    );
  return rows.map(({ lateAt, failureCode: code, failureReason: reason, ...row }) => ({
    ...row,
    late: lateAt !== null,
    failure: reason === null ? null : { code, reason },
  }));
}
