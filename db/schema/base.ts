import { sql } from "drizzle-orm";
import { bigint, customType, pgSchema, text, timestamp } from "drizzle-orm/pg-core";

/** Everything lives in one PostgreSQL schema, so that one role can be limited to it. */
export const payment = pgSchema("payment");

// Indexes for newest-first lists are plain ascending: PostgreSQL walks them backwards for `order by id
// desc`, whereas drizzle's `.desc()` makes DESC NULLS LAST, which does not serve that order.
export const at = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });
export const createdAt = () => at("created_at").notNull().defaultNow();
export const rials = (name: string) => bigint(name, { mode: "bigint" });
export const bytes = customType<{ data: Uint8Array }>({ dataType: () => "bytea" });
export const mode = () => text("mode", { enum: ["test", "live"] }).notNull();

/** `'a','b'` for a CHECK or a partial index made from a vocabulary. Never given outside input. */
export const literals = (values: readonly string[]) =>
  sql.raw(values.map((value) => `'${value}'`).join(", "));
