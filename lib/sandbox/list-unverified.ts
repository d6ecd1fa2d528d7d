import "server-only";
import { and, desc, eq, gt, lte } from "drizzle-orm";
import type { Database } from "@/db/client";
import { sandboxSessions } from "@/db/schema/sandbox";
import { answer, type WireAnswer } from "./answer";
import { type Input, readMerchant } from "./read-input";
import { scenarioOfMerchant } from "./scenarios";
import { amountRialsOf } from "./session";

const LISTED_MAX = 100;

/**
 * `unVerified.json`: the last 100 payments that wait for verify. As in ZarinPal's documents the code is
 * text and there is no `errors`.
 */
export async function listUnverified(db: Database, input: Input, now: Date): Promise<WireAnswer> {
  const merchant = readMerchant(input);
  if ("finding" in merchant) {
    return answer({ code: -9, field: "merchant_id", findings: [merchant.finding] }, null);
  }
  const { status, merchantId, visibleAt, returnsAt, paidAt } = sandboxSessions;
  const sessions = await db
    .select()
    .from(sandboxSessions)
    .where(
      and(eq(merchantId, merchant.id), eq(status, "PAID"), lte(visibleAt, now), gt(returnsAt, now)),
    )
    .orderBy(desc(paidAt))
    .limit(LISTED_MAX);
  const authorities = sessions.map((session) => ({
    authority: session.authority,
    amount: Number(amountRialsOf(session)),
    callback_url: session.callbackUrl,
    referer: session.referer ?? "/",
    date: tehranTime.format(session.paidAt as Date),
  }));
  const data = { code: "100", message: "Success", authorities };
  return answer({ data, bare: true }, scenarioOfMerchant(merchant.id));
}

/** `2026-11-21 17:33:25`: Sweden writes dates this way. */
const tehranTime = new Intl.DateTimeFormat("sv-SE", {
  dateStyle: "short",
  timeStyle: "medium",
  timeZone: "Asia/Tehran",
});
