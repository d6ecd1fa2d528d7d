import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import {
  APPROVALS,
  LIVE_REFUND_STATUSES,
  REFUND_ENDS,
  REFUND_METHODS,
  REFUND_STATUSES,
} from "../../lib/refunds/state";
import { clientApps } from "./apps";
import { at, createdAt, literals, mode, payment, rials } from "./base";
import { attempts, transactions } from "./transactions";

const live = sql`status in (${literals(LIVE_REFUND_STATUSES)})`;

/**
 * One wish to give money back. Its amount is reserved in `transactions.refunded_rials` from the moment
 * the row is there until the refund fails.
 */
export const refunds = payment.table(
  "refunds",
  {
    id: text("id").primaryKey(),
    transactionId: text("transaction_id").notNull(),
    mode: mode(),
    tenantId: text("tenant_id").notNull(),
    appId: text("app_id").notNull(),
    /** The attempt whose money goes back. */
    attemptId: text("attempt_id")
      .notNull()
      .references(() => attempts.id),
    provider: text("provider").notNull(),
    method: text("method", { enum: REFUND_METHODS }).notNull(),
    status: text("status", { enum: REFUND_STATUSES }).notNull(),
    /** The site's own refund_id; null when an operator asked without one. */
    refundRef: text("refund_ref"),
    /** Made by the console's form when it opens: the same form sent twice is one refund. */
    requestKey: text("request_key"),
    /** Keyed hash of what was asked: tells a repeat from another wish under the same name. */
    contentHash: text("content_hash").notNull(),
    amountRials: rials("amount_rials").notNull(),
    /** As it was asked, in `currency`; only repeated back, never computed with. */
    amountSent: rials("amount_sent").notNull(),
    currency: text("currency", { enum: ["IRR", "IRT"] }).notNull(),
    reason: text("reason"),
    requestedByType: text("requested_by_type", { enum: ["app", "operator"] }).notNull(),
    /** The key or the operator. */
    requestedById: text("requested_by_id").notNull(),
    /** Above the tenant's limit a second person decides; nothing is sent while it waits. */
    approval: text("approval", { enum: APPROVALS }).notNull().default("not_needed"),
    approvalBy: text("approval_by"),
    approvalAt: at("approval_at"),
    /** The provider's name for the payment where refunds are asked for. */
    providerRef: text("provider_ref"),
    /** When the provider's newest refund of the payment was made before ours: a newer one is ours. */
    providerLastAt: at("provider_last_at"),
    failureCode: text("failure_code"),
    failureReason: text("failure_reason"),
    /** Why an operator must decide; asked no more meanwhile. */
    exception: text("exception"),
    createdAt: createdAt(),
    /** Written once, before the one call that may move money: from then on it is only looked up. */
    sentAt: at("sent_at"),
    /** The provider took it over and pays it out later. */
    acceptedAt: at("accepted_at"),
    endedAt: at("ended_at"),
    /** Who talks to the provider now. Fences the sending: it is written as sent only under its own lease. */
    leaseToken: text("lease_token"),
    leaseUntil: at("lease_until"),
    checks: integer("checks").notNull().default(0),
    lastCheckAt: at("last_check_at"),
    /** Null: nothing more to do by itself. */
    nextCheckAt: at("next_check_at"),
  },
  (t) => [
    foreignKey({
      name: "refunds_transaction",
      columns: [t.transactionId, t.mode],
      foreignColumns: [transactions.id, transactions.mode],
    }),
    foreignKey({
      name: "refunds_app",
      columns: [t.appId, t.tenantId],
      foreignColumns: [clientApps.id, clientApps.tenantId],
    }),
    unique("refunds_ref").on(t.transactionId, t.refundRef),
    unique("refunds_request_key").on(t.transactionId, t.requestKey),
    // Of one payment one refund at a time is at the provider: it shows only the newest, and what it
    // shows must be unmistakably ours.
    uniqueIndex("refunds_one_in_the_air")
      .on(t.transactionId)
      .where(sql`${live} and (lease_token is not null or sent_at is not null)`),
    index("refunds_newest").on(t.tenantId, t.id),
    index("refunds_status_newest").on(t.tenantId, t.status, t.id),
    index("refunds_app_newest").on(t.appId, t.id),
    index("refunds_transaction_newest").on(t.transactionId, t.id),
    index("refunds_due").on(t.nextCheckAt).where(sql`next_check_at is not null`),
    index("refunds_waiting").on(t.tenantId, t.id).where(sql`approval = 'waiting'`),
    check("refunds_status", sql`${t.status} in (${literals(REFUND_STATUSES)})`),
    check("refunds_method", sql`${t.method} in (${literals(REFUND_METHODS)})`),
    check("refunds_amount", sql`${t.amountRials} > 0`),
    check(
      "refunds_ended_at",
      sql`(${t.status} in (${literals(REFUND_ENDS)})) = (${t.endedAt} is not null)`,
    ),
    check("refunds_approval", sql`${t.approval} in (${literals(APPROVALS)})`),
    check(
      "refunds_sent_approved",
      sql`${t.sentAt} is null or ${t.approval} in ('not_needed', 'approved')`,
    ),
    check(
      "refunds_second_person",
      sql`${t.approval} <> 'approved' or ${t.approvalBy} <> ${t.requestedById}`,
    ),
    check("refunds_unknown_sent", sql`${t.status} <> 'unknown' or ${t.sentAt} is not null`),
  ],
);
