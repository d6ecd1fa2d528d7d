import { bigint, index, integer, jsonb, text } from "drizzle-orm/pg-core";
import { at, createdAt, payment } from "./base";

/** A payment session of the built-in ZarinPal simulator. Its own small world: no key to any other table. */
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
    /** Scripted fault of this session, e.g. `verify_timeout_after_commit`; null behaves well. */
    scenario: text("scenario"),
    status: text("status", { enum: ["IN_BANK", "PAID", "VERIFIED", "FAILED", "REVERSED"] }).notNull(),
    refId: bigint("ref_id", { mode: "bigint" }),
    cardPan: text("card_pan"),
    cardHash: text("card_hash"),
    fee: bigint("fee", { mode: "bigint" }).notNull(),
    /** What the pay page saw in the Referer header: providers compare it with the registered domain. */
    referer: text("referer"),
    verifyCalls: integer("verify_calls").notNull().default(0),
    createdAt: createdAt(),
    expiresAt: at("expires_at").notNull(),
    paidAt: at("paid_at"),
    canceledAt: at("canceled_at"),
    verifiedAt: at("verified_at"),
    reversedAt: at("reversed_at"),
    /** When unverified money went back to the shopper. */
    returnedAt: at("returned_at"),
  },
  (t) => [index("sandbox_sessions_merchant").on(t.merchantId, t.createdAt.desc())],
);
