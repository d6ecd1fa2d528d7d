import "server-only";
import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { attempts, transactions } from "@/db/schema/transactions";
import type { Mode } from "@/lib/context";
import { asciiDigits } from "@/lib/i18n/digits";
import { isCardNumber, maskCardNumber } from "@/lib/iran/card";
import { mobile } from "./console/parse-filters";
import { cardEnds, heldBy } from "./list-conditions";

/**
 * What one box may mean, each by its own index; a row that meets any of them is found: a transaction's id
 * (also inside an address), an order's, a provider's token or reference number, a mobile, a card's last
 * four digits or the whole card. Any digits will do; nothing is searched for by its beginning.
 */
export function searchConditions(db: Database, mode: Mode, given: string): SQL[] {
  const text = asciiDigits(given.trim());
  const [id] = /trx_[0-9A-HJKMNP-TV-Z]{26}(?![0-9A-Z])/.exec(text) ?? [];
  if (id) return [eq(transactions.id, id)];
  const payer = mobile(text);
  const card = readCard(text);
  return [
    eq(transactions.orderId, text),
    heldBy(db, eq(attempts.authority, text)),
    heldBy(db, eq(attempts.refId, text)),
    ...(payer ? [eq(transactions.payerMobile, payer)] : []),
    ...(card ? [heldBy(db, ofCard(mode, card))] : []),
  ];
}

/** The same as one condition, for what has no order. */
export function foundBy(db: Database, mode: Mode, text: string): SQL {
  const found = searchConditions(db, mode, text).map(
    (where) => sql`select ${transactions.id} from ${transactions} where ${where}`,
  );
  return sql`${transactions.id} in (${sql.join(found, sql` union all `)})`;
}

type CardSearch = { lastFour: string; masked: string | null };

function ofCard(mode: Mode, { lastFour, masked }: CardSearch): SQL | undefined {
  return and(cardEnds(mode, lastFour), masked === null ? undefined : eq(attempts.cardPan, masked));
}

/** A card by its end, or whole as it is printed or as banks mask it. */
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
