import "server-only";
import { and, eq, gte, inArray, lt, lte, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { attempts, transactions } from "@/db/schema/transactions";
import { isId, ulid } from "@/lib/ids/mint-id";
import { normalizeMobile } from "@/lib/iran/mobile";
import type { AdminFilters } from "./admin-filters";

/** The filters as one condition. Every value is a parameter; no name comes from outside. */
export function adminConditions(db: Database, filters: AdminFilters): SQL | undefined {
  const { app_id: appId, order_id: orderId, ref_id: refId } = filters;
  const { created_from: from, created_to: to } = filters;
  const { min_amount_rials: min, max_amount_rials: max } = filters;
  const given = <T>(value: T | undefined, condition: (value: T) => SQL | undefined) =>
    value === undefined ? undefined : condition(value);
  return and(
    given(appId, (value) => eq(transactions.appId, value)),
    given(filters.status, (value) => eq(transactions.status, value)),
    given(filters.mode, (value) => eq(transactions.mode, value)),
    given(orderId, (value) => eq(transactions.orderId, value)),
    given(filters.authority, (value) => heldBy(db, eq(attempts.authority, value))),
    given(refId, (value) => heldBy(db, eq(attempts.refId, value))),
    given(filters.q, (value) => matches(value)),
    given(min, (value) => gte(transactions.amountRials, BigInt(value))),
    given(max, (value) => lte(transactions.amountRials, BigInt(value))),
    given(from, (value) => notBefore(new Date(value))),
    given(to, (value) => before(new Date(value))),
  );
}

// Lists walk the ids, and ids begin with the time of their minting: a bound on the id lets a walk start
// and stop where the period does. The slack is for a database whose clock is not ours.
const CLOCKS_APART_MS_MAX = 24 * 3_600_000;
const idAt = (timeMs: number) => `trx_${ulid(timeMs).slice(0, 10)}`;

function notBefore(from: Date): SQL | undefined {
  const firstId = idAt(from.getTime() - CLOCKS_APART_MS_MAX);
  return and(gte(transactions.createdAt, from), gte(transactions.id, firstId));
}

function before(to: Date): SQL | undefined {
  const endId = idAt(to.getTime() + CLOCKS_APART_MS_MAX);
  return and(lt(transactions.createdAt, to), lt(transactions.id, endId));
}

function heldBy(db: Database, condition: SQL): SQL {
  const holders = db.select({ id: attempts.transactionId }).from(attempts).where(condition);
  return inArray(transactions.id, holders);
}

/** One box for whatever an operator has at hand. A union, because each branch then uses its own index. */
function matches(search: string): SQL {
  const text = asciiDigits(search.trim());
  if (isId("transaction", text)) return eq(transactions.id, text);
  const plain = text.replace(/[\s-]/g, "");
  const mobile = normalizeMobile(plain) ?? normalizeMobile(`0${plain}`);
  return sql`${transactions.id} in (
      select id from payment.transactions where order_id = ${text}
      union all select transaction_id from payment.attempts where authority = ${text}
      union all select transaction_id from payment.attempts where ref_id = ${text}
      union all select id from payment.transactions where payer_mobile = ${mobile})`;
}

/** Persian (U+06F0) and Arabic (U+0660) figures as a keyboard gives them, as ASCII. */
function asciiDigits(text: string): string {
  return text.replace(/[\u06f0-\u06f9\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) & 15));
}
