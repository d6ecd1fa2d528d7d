import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  text,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { ALERT_KINDS } from "../../lib/alerts/state";
import { ENTRY_KINDS, LEDGER_ACCOUNTS } from "../../lib/ledger/state";
import { clientApps } from "./apps";
import { at, literals, mode, payment, rials } from "./base";
import { transactions } from "./transactions";

/**
 * The double-entry ledger: debits positive, credits negative, whole Rials. Written in the database
 * transaction that settles. Append-only, and every statement that adds to it must add up to zero by
 * transaction, kind and source (payment.refuse_unbalanced). A correction is a new entry.
 */
export const ledgerEntries = payment.table(
  "ledger_entries",
  {
    id: bigint("id", { mode: "bigint" }).primaryKey().generatedAlwaysAsIdentity(),
    transactionId: text("transaction_id").notNull(),
    mode: mode(),
    tenantId: text("tenant_id").notNull(),
    appId: text("app_id").notNull(),
    kind: text("kind", { enum: ENTRY_KINDS }).notNull(),
    /** What it books: the attempt that was paid, the refund, or the correction. */
    sourceId: text("source_id").notNull(),
    account: text("account", { enum: LEDGER_ACCOUNTS }).notNull(),
    /** At whose provider account the money is. */
    providerAccountId: text("provider_account_id").notNull(),
    amountRials: rials("amount_rials").notNull(),
    at: at("at").notNull().defaultNow(),
  },
  (t) => [
    foreignKey({
      name: "ledger_entries_transaction",
      columns: [t.transactionId, t.mode],
      foreignColumns: [transactions.id, transactions.mode],
    }),
    foreignKey({
      name: "ledger_entries_app",
      columns: [t.appId, t.tenantId],
      foreignColumns: [clientApps.id, clientApps.tenantId],
    }),
    // The backstop: whatever goes wrong above, nothing is booked twice.
    unique("ledger_entries_once").on(t.transactionId, t.kind, t.sourceId, t.account),
    // One transaction is paid once, by whichever attempt.
    uniqueIndex("ledger_entries_one_payment")
      .on(t.transactionId, t.account)
      .where(sql`kind = 'payment'`),
    check("ledger_entries_kind", sql`${t.kind} in (${literals(ENTRY_KINDS)})`),
    check("ledger_entries_account", sql`${t.account} in (${literals(LEDGER_ACCOUNTS)})`),
    check("ledger_entries_amount", sql`${t.amountRials} <> 0`),
  ],
);

/** What a person must hear of that no transaction of ours can tell. Open until it is resolved. */
export const alerts = payment.table(
  "alerts",
  {
    id: text("id").primaryKey(),
    /** Absent: of the whole deployment. */
    tenantId: text("tenant_id"),
    mode: text("mode", { enum: ["test", "live"] }),
    kind: text("kind", { enum: ALERT_KINDS }).notNull(),
    /** What it is about, e.g. the provider's token; open alerts of a kind have one each. */
    subject: text("subject").notNull(),
    data: jsonb("data").$type<Record<string, unknown>>().notNull(),
    firstAt: at("first_at").notNull().defaultNow(),
    lastAt: at("last_at").notNull().defaultNow(),
    times: integer("times").notNull().default(1),
    resolvedAt: at("resolved_at"),
    resolvedBy: text("resolved_by"),
  },
  (t) => [
    uniqueIndex("alerts_open").on(t.kind, t.subject).where(sql`resolved_at is null`),
    index("alerts_open_oldest").on(t.firstAt, t.id).where(sql`resolved_at is null`),
    check("alerts_kind", sql`${t.kind} in (${literals(ALERT_KINDS)})`),
  ],
);

/**
 * What the deployment holds back: `refunds` after a backup was restored. A released one stays, for what is
 * older than it was made from a backup and is never taken for the whole truth.
 */
export const holds = payment.table("holds", {
  name: text("name").primaryKey(),
  since: at("since").notNull().defaultNow(),
  releasedAt: at("released_at"),
  reason: text("reason").notNull(),
});
