import { sql } from "drizzle-orm";
import { bigint, boolean, index, integer, jsonb, text } from "drizzle-orm/pg-core";
import { at, createdAt, payment } from "./base";

/**
 * A payment session of the built-in ZarinPal simulator. Its own small world: no key to any other table.
 * What time does to a session (expiry, late visibility, money going back) is not written when it
 * happens: the moments are set beforehand and every reader compares them with its clock.
 */
export const sandboxSessions = payment.table(
  "sandbox_sessions",
  {
    authority: text("authority").primaryKey(),
    merchantId: text("merchant_id").notNull(),
    /** In `currency`, as it was sent; verify compares in the same unit. */
    amount: bigint("amount", { mode: "bigint" }).notNull(),
    currency: text("currency", { enum: ["IRR", "IRT"] }).notNull(),
    description: text("description").notNull(),
    callbackUrl: text("callback_url").notNull(),
    metadata: jsonb("metadata").$type<Record<string, unknown>>().notNull().default({}),
    /** Scripted fault of this session, a name from lib/sandbox/scenarios.ts; null behaves well. */
    scenario: text("scenario"),
    /** So many first verify calls change nothing; part of some scenarios. */
    verifyBlocks: integer("verify_blocks").notNull().default(0),
    status: text("status", {
      enum: ["IN_BANK", "PAID", "VERIFIED", "FAILED", "REVERSED"],
    }).notNull(),
    /** Eleven digits, as in production, so that nobody gets away with 32 bits. */
    refId: bigint("ref_id", { mode: "bigint" })
      .notNull()
      .generatedByDefaultAsIdentity({ startWith: 59_421_827_101, cache: 1 }),
    cardPan: text("card_pan"),
    cardHash: text("card_hash"),
    /** What the pay page's first visit carried: providers compare it with the registered domain. */
    referer: text("referer"),
    openedAt: at("opened_at"),
    verifyCalls: integer("verify_calls").notNull().default(0),
    createdAt: createdAt(),
    /** From then on an unpaid session is FAILED. Cancelling moves it near, as ZarinPal's sandbox does. */
    expiresAt: at("expires_at").notNull(),
    paidAt: at("paid_at"),
    /** From then on verify and inquiry see the payment. */
    visibleAt: at("visible_at"),
    /** From then on unverified money is back with the shopper. */
    returnsAt: at("returns_at"),
    canceledAt: at("canceled_at"),
    verifiedAt: at("verified_at"),
    reversedAt: at("reversed_at"),
    /** What refunds have taken out of it, in Rials. */
    refundedRials: bigint("refunded_rials", { mode: "bigint" }).notNull().default(sql`0`),
  },
  (t) => [
    index("sandbox_sessions_unverified")
      .on(t.merchantId, t.paidAt)
      .where(sql`${t.status} = 'PAID'`),
  ],
);

/** Money that the simulator paid back. Like a session, it carries its moments and is never written again. */
export const sandboxRefunds = payment.table(
  "sandbox_refunds",
  {
    id: bigint("id", { mode: "bigint" })
      .primaryKey()
      .generatedByDefaultAsIdentity({ startWith: 7_400_001, cache: 1 }),
    authority: text("authority").notNull(),
    amountRials: bigint("amount_rials", { mode: "bigint" }).notNull(),
    method: text("method", { enum: ["PAYA", "CARD"] }).notNull(),
    description: text("description"),
    createdAt: createdAt(),
    /** From then on the payout has left the bank. */
    paysAt: at("pays_at").notNull(),
    /** Whether the bank sends it back at that moment instead. */
    rejected: boolean("rejected").notNull(),
  },
  (t) => [index("sandbox_refunds_session").on(t.authority, t.id)],
);
