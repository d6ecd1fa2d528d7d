import "server-only";
import { eq, type SQL, sql } from "drizzle-orm";
import { transactions } from "@/db/schema/transactions";
import { asciiDigits } from "@/lib/i18n/digits";
import { isCardNumber, maskCardNumber } from "@/lib/iran/card";
import { mobile } from "./console/schema";

/** A card as a search names it: by its end, or whole as banks mask it. */
export type CardSearch = { lastFour: string; masked: string | null };

export type Search = {
  /** Each by its own index; a row that meets any of them is found. */
  conditions: SQL[];
  card: CardSearch | null;
};

/**
 * What one box may mean: a transaction's id (also inside an address), an order's, a provider's token or
 * reference number, a mobile, a card's last four digits or the whole card. Any digits will do; nothing is
 * searched for by its beginning.
 */
export function readSearch(given: string): Search {
  const text = asciiDigits(given.trim());
  const [id] = /trx_[0-9A-HJKMNP-TV-Z]{26}(?![0-9A-Z])/.exec(text) ?? [];
  if (id) return { conditions: [eq(transactions.id, id)], card: null };
  const held = (column: "authority" | "ref_id") => sql`${transactions.id} in (
    select transaction_id from payment.attempts where ${sql.raw(column)} = ${text})`;
  const payer = mobile(text);
  return {
    conditions: [
      eq(transactions.orderId, text),
      held("authority"),
      held("ref_id"),
      ...(payer ? [eq(transactions.payerMobile, payer)] : []),
    ],
    card: readCard(text),
  };
}

function readCard(text: string): CardSearch | null {
  const plain = text.replace(/[\s-]/g, "");
  const lastFour = plain.slice(-4);
  if (/^\d{4}$/.test(plain)) return { lastFour, masked: null };
  if (isCardNumber(plain)) return { lastFour, masked: maskCardNumber(plain) };
  return /^\d{6}\*{6}\d{4}$/.test(plain) ? { lastFour, masked: plain } : null;
}

/** True when a search that found this row alone names it, rather than its payer or card. */
export function namesOne(
  q: string,
  row: { id: string; orderId: string; authority: string | null; refId: string | null },
): boolean {
  if (q.includes(row.id)) return true;
  if ([row.orderId, row.authority, row.refId].includes(q)) return true;
  return mobile(q) === null && readCard(q) === null;
}
