import { doublePrecision, text } from "drizzle-orm/pg-core";
import { at, payment } from "./base";

/**
 * Token buckets. Made UNLOGGED by hand in its migration: losing them in a crash only refills the
 * buckets, and an unlogged row costs no write-ahead log on every request.
 */
export const rateBuckets = payment.table("rate_buckets", {
  name: text("name").primaryKey(),
  perSecond: doublePrecision("per_second").notNull(),
  burst: doublePrecision("burst").notNull(),
  tokens: doublePrecision("tokens").notNull(),
  /** How many of the last statement's asks were granted. */
  granted: doublePrecision("granted").notNull(),
  updatedAt: at("updated_at").notNull().defaultNow(),
});
