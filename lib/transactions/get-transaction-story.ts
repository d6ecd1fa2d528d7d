import "server-only";
import { and, asc, eq, inArray } from "drizzle-orm";
import { apiKeys, clientApps } from "@/db/schema/apps";
import { auditLog, operators } from "@/db/schema/operators";
import { providerAccounts } from "@/db/schema/tenants";
import { transactions } from "@/db/schema/transactions";
import { webhookAttempts, webhookDeliveries, webhookEvents } from "@/db/schema/webhooks";
import type { ActorOf, Context } from "@/lib/context";
import { adminGetTransaction, type TransactionDetail } from "./admin-get-transaction";
import { findRelated, type Related } from "./find-related";
import { buildTimeline } from "./timeline/build-timeline";
import type { TimelineEntry } from "./timeline/entry";

/** A page that has more of these is ill, and should still open. */
const AUDIT_MAX = 200;
const WEBHOOK_ATTEMPTS_MAX = 500;

type WebhookAttempt = typeof webhookAttempts.$inferSelect;
type Origin = {
  app: { id: string; name: string; latePayment: "return" | "accept" };
  key: { id: string; publicId: string; label: string | null };
};

/** One transaction with everything around it that an operator may need to see at once. */
export type TransactionStory = Omit<TransactionDetail, "events"> &
  Origin & {
    /** Of the merchant accounts that were tried, by id. */
    accounts: ReadonlyMap<string, string>;
    /** Newest first. */
    timeline: TimelineEntry[];
    related: Related;
    /** Who bears the provider's fee; null where no answer says. */
    feeBy: "merchant" | "payer" | null;
  };

/**
 * One of the tenant's transactions and its whole history, merged.
 * @throws BrokerError `transaction_not_found`, alike for another tenant's and for what is no id
 */
export async function getTransactionStory(
  ctx: Context<ActorOf<"operator">>,
  id: string,
): Promise<TransactionStory> {
  const { events, ...detail } = await adminGetTransaction(ctx, id);
  const { attempts, deliveries, refunds } = detail;
  const about = [id, ...deliveries.map((one) => one.id), ...refunds.map((one) => one.id)];
  const [origin, accounts, webhookTries, audit, related] = await Promise.all([
    getOrigin(ctx, id),
    listAccounts(ctx, [...new Set(attempts.map(({ accountId }) => accountId))]),
    listTries(ctx, id),
    listAudit(ctx, about),
    findRelated(ctx, detail),
  ]);
  const names = new Map([
    [origin.key.id, origin.key.publicId],
    ...audit.flatMap(({ row, name }): [string, string][] =>
      row.actorId && name ? [[row.actorId, name]] : [],
    ),
  ]);
  const timeline = buildTimeline({
    events,
    providers: new Map(attempts.map((one) => [one.id, one.provider])),
    deliveries,
    webhookAttempts: webhookTries,
    audit: audit.map(({ row }) => row),
    names,
  });
  const said = timeline.flatMap(({ answers }) => answers.map((one) => one.said?.feeBy ?? null));
  const feeBy = said.find((one) => one !== null) ?? null;
  return { ...detail, ...origin, accounts, timeline, related, feeBy };
}

async function getOrigin({ db }: Context, id: string): Promise<Origin> {
  const [origin] = await db
    .select({
      app: { id: clientApps.id, name: clientApps.name, latePayment: clientApps.latePayment },
      key: { id: apiKeys.id, publicId: apiKeys.publicId, label: apiKeys.label },
    })
    .from(transactions)
    .innerJoin(clientApps, eq(clientApps.id, transactions.appId))
    .innerJoin(apiKeys, eq(apiKeys.id, transactions.keyId))
    .where(eq(transactions.id, id));
  if (!origin) throw new Error(`transaction ${id} without its app`);
  return origin;
}

async function listAccounts({ db }: Context, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: providerAccounts.id, label: providerAccounts.label })
    .from(providerAccounts)
    .where(inArray(providerAccounts.id, ids));
  return new Map(rows.map(({ id, label }) => [id, label]));
}

async function listTries({ db }: Context, transactionId: string): Promise<WebhookAttempt[]> {
  const rows = await db
    .select({ attempt: webhookAttempts })
    .from(webhookEvents)
    .innerJoin(webhookDeliveries, eq(webhookDeliveries.eventId, webhookEvents.id))
    .innerJoin(webhookAttempts, eq(webhookAttempts.deliveryId, webhookDeliveries.id))
    .where(eq(webhookEvents.transactionId, transactionId))
    .orderBy(asc(webhookAttempts.id))
    .limit(WEBHOOK_ATTEMPTS_MAX);
  return rows.map(({ attempt }) => attempt);
}

/** With what people call whoever did it. Outside operators are known by their token's subject alone. */
async function listAudit(ctx: Context<ActorOf<"operator">>, about: string[]) {
  const rows = await ctx.db
    .select({ row: auditLog, name: operators.name, email: operators.email })
    .from(auditLog)
    .leftJoin(operators, eq(operators.id, auditLog.actorId))
    .where(and(eq(auditLog.tenantId, ctx.actor.tenantId), inArray(auditLog.entityId, about)))
    .orderBy(asc(auditLog.id))
    .limit(AUDIT_MAX);
  return rows.map(({ row, name, email }) => ({ row, name: name ?? email }));
}
