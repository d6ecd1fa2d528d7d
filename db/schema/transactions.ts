import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import {
  ATTEMPT_STATUSES,
  LIVE_STATUSES,
  TRANSACTION_STATUSES,
} from "../../lib/transactions/state";
import { apiKeys, clientApps } from "./apps";
import { at, bytes, createdAt, literals, mode, payment, rials } from "./base";
import { providerAccounts } from "./tenants";

/** One order's wish to be paid, and what came of it. Money is whole Rials. */
export const transactions = payment.table(
  "transactions",
  {
    id: text("id").primaryKey(),
    tenantId: text("tenant_id").notNull(),
    /** Snapshot: the profile the app had when it asked. */
    profileId: text("profile_id").notNull(),
    appId: text("app_id").notNull(),
    keyId: text("key_id").notNull(),
    mode: mode(),
    orderId: text("order_id").notNull(),
    /** Keyed hash of the request's content: tells a repeat from a changed order. */
    contentHash: text("content_hash").notNull(),
    status: text("status", { enum: TRANSACTION_STATUSES }).notNull(),
    amountRials: rials("amount_rials").notNull(),
    /** As the site sent it, in `currency`; only repeated back, never computed with. */
    amountSent: rials("amount_sent").notNull(),
    currency: text("currency", { enum: ["IRR", "IRT"] }).notNull(),
    refundedRials: rials("refunded_rials").notNull().default(sql`0`),
    description: text("description").notNull(),
    method: text("method").notNull(),
    locale: text("locale", { enum: ["fa", "en"] }).notNull(),
    returnUrl: text("return_url").notNull(),
    payerName: text("payer_name"),
    payerMobile: text("payer_mobile"),
    payerEmail: text("payer_email"),
    metadata: jsonb("metadata").$type<Record<string, unknown>>().notNull(),
    failureCode: text("failure_code"),
    failureReason: text("failure_reason"),
    /** Why an operator must decide before this can end, e.g. `amount_mismatch`; asked no more meanwhile. */
    exception: text("exception"),
    /** The newest event's number in this transaction; also serialises its writers. */
    eventSeq: integer("event_seq").notNull(),
    /** While set and ahead: a call to the provider for a session is under way; a repeat must wait. */
    openingUntil: at("opening_until"),
    createdAt: createdAt(),
    expiresAt: at("expires_at").notNull(),
    paidAt: at("paid_at"),
    endedAt: at("ended_at"),
    /** Set when money came after the end and was accepted. */
    lateAt: at("late_at"),
  },
  (t) => [
    foreignKey({
      name: "transactions_app",
      columns: [t.appId, t.tenantId],
      foreignColumns: [clientApps.id, clientApps.tenantId],
    }),
    foreignKey({
      name: "transactions_key",
      columns: [t.keyId, t.appId, t.mode],
      foreignColumns: [apiKeys.id, apiKeys.appId, apiKeys.mode],
    }),
    unique("transactions_id_mode").on(t.id, t.mode),
    // An order has one live transaction. A paid one keeps its place here, so that no new one can
    // slip in while it settles; late money leaves the place to a newer live one.
    uniqueIndex("transactions_one_live_per_order")
      .on(t.appId, t.mode, t.orderId)
      .where(sql`status in (${literals(LIVE_STATUSES)}) or (status = 'paid' and late_at is null)`),
    uniqueIndex("transactions_one_paid_per_order")
      .on(t.appId, t.mode, t.orderId)
      .where(sql`status = 'paid'`),
    // The lists' walks. What filters ask for most stands behind the id, so that a row that does not
    // match, or is only counted, is passed over without being fetched.
    index("transactions_newest").on(
      ...[t.tenantId, t.mode, t.id, t.status, t.amountRials, t.createdAt],
    ),
    index("transactions_app_newest").on(
      ...[t.tenantId, t.appId, t.mode, t.id, t.status, t.amountRials, t.createdAt],
    ),
    index("transactions_amount").on(t.tenantId, t.mode, t.amountRials, t.id, t.status),
    // Few rows, wherever they are among the many.
    index("transactions_live")
      .on(t.tenantId, t.mode, t.status, t.id)
      .where(sql`status in (${literals(LIVE_STATUSES)})`),
    index("transactions_attention").on(t.tenantId, t.mode, t.id).where(sql`exception is not null`),
    index("transactions_refunded")
      .on(t.tenantId, t.mode, t.id, t.appId, t.amountRials, t.createdAt)
      .where(sql`refunded_rials > 0`),
    // Of any app: an order's own few rows are then told apart by app and mode.
    index("transactions_order").on(t.orderId, t.id),
    index("transactions_payer_mobile").on(t.payerMobile, t.id).where(sql`payer_mobile is not null`),
    index("transactions_unopened").on(t.expiresAt).where(sql`status = 'created'`),
    check("transactions_status", sql`${t.status} in (${literals(TRANSACTION_STATUSES)})`),
    check("transactions_amount", sql`${t.amountRials} > 0`),
    check("transactions_refunded", sql`${t.refundedRials} between 0 and ${t.amountRials}`),
    check("transactions_paid_at", sql`(${t.status} = 'paid') = (${t.paidAt} is not null)`),
  ],
);

/** One try at one provider. Its lease and next check drive settlement. */
export const attempts = payment.table(
  "attempts",
  {
    id: text("id").primaryKey(),
    transactionId: text("transaction_id").notNull(),
    mode: mode(),
    accountId: text("account_id").notNull(),
    provider: text("provider").notNull(),
    status: text("status", { enum: ATTEMPT_STATUSES }).notNull(),
    /** The provider's name for the session. */
    authority: text("authority"),
    refId: text("ref_id"),
    cardPan: text("card_pan"),
    cardHash: text("card_hash"),
    /** Mode and last four digits, e.g. `live 7893`: in one column, so that the planner knows how rare they are together. */
    cardEnd: text("card_end").generatedAlwaysAs(sql`mode || ' ' || right(card_pan, 4)`),
    feeRials: rials("fee_rials"),
    /** What the shopper's browser claimed on return; never trusted, only a hint. */
    callbackHint: text("callback_hint", { enum: ["ok", "not_ok"] }),
    createdAt: createdAt(),
    openedAt: at("opened_at"),
    /** When our hand-off page was first shown. */
    handedOffAt: at("handed_off_at"),
    callbackAt: at("callback_at"),
    endedAt: at("ended_at"),
    /** An operator took its late money, whatever the app's policy is: asked about until it is certain. */
    lateAcceptedAt: at("late_accepted_at"),
    /** Who is asking the provider now; others wait. Saves calls; correctness is the guarded update. */
    leaseToken: text("lease_token"),
    leaseUntil: at("lease_until"),
    checks: integer("checks").notNull().default(0),
    /** Uncertain answers since the last sign that a payment may have happened: the place on the ladder. */
    rung: integer("rung").notNull().default(0),
    lastCheckAt: at("last_check_at"),
    /** Null: nothing more to ask. */
    nextCheckAt: at("next_check_at"),
  },
  (t) => [
    foreignKey({
      name: "attempts_transaction",
      columns: [t.transactionId, t.mode],
      foreignColumns: [transactions.id, transactions.mode],
    }),
    foreignKey({
      name: "attempts_account",
      columns: [t.accountId, t.mode],
      foreignColumns: [providerAccounts.id, providerAccounts.mode],
    }),
    // They also find an attempt by either alone. Most attempts have neither for a while.
    uniqueIndex("attempts_authority")
      .on(t.authority, t.accountId)
      .where(sql`authority is not null`),
    uniqueIndex("attempts_ref_id").on(t.refId, t.accountId).where(sql`ref_id is not null`),
    index("attempts_card_end").on(t.cardEnd, t.transactionId).where(sql`card_end is not null`),
    index("attempts_transaction_newest").on(t.transactionId, t.id),
    index("attempts_due").on(t.nextCheckAt).where(sql`next_check_at is not null`),
    // Who waits for this account to answer again.
    index("attempts_waiting").on(t.accountId).where(sql`next_check_at is not null`),
    check("attempts_status", sql`${t.status} in (${literals(ATTEMPT_STATUSES)})`),
  ],
);

/** What happened to a transaction, in order. Append-only. */
export const transactionEvents = payment.table(
  "transaction_events",
  {
    transactionId: text("transaction_id")
      .notNull()
      .references(() => transactions.id),
    seq: integer("seq").notNull(),
    type: text("type").notNull(),
    at: at("at").notNull().defaultNow(),
    actorType: text("actor_type").notNull(),
    actorId: text("actor_id"),
    requestId: text("request_id"),
    attemptId: text("attempt_id"),
    /** For a provider exchange: request and response, redacted. */
    data: jsonb("data").$type<Record<string, unknown>>().notNull().default({}),
    durationMs: integer("duration_ms"),
    /** SHA-256 over the event before and this one's content; a trigger writes it (payment.event_hash). */
    hash: bytes("hash").notNull().default(sql`''::bytea`),
  },
  (t) => [primaryKey({ columns: [t.transactionId, t.seq] })],
);
