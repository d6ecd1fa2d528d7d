import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { decodeRow } from "@/db/rows";
import { sandboxSessions } from "@/db/schema/sandbox";
import { answer, type Outcome, silence, type WireAnswer } from "./answer";
import { type Input, readAuthority, readMerchant } from "./read-input";
import { scenarioOfMerchant } from "./scenarios";
import { type Session, scenarioOf, statusAt } from "./session";
import { after, TIMES_MS } from "./times";

/** `reverse.json`: give a payment back, verified or not, within 30 minutes. Only one call succeeds. */
export async function reversePayment(db: Database, input: Input, now: Date): Promise<WireAnswer> {
  const merchant = readMerchant(input);
  if ("finding" in merchant) {
    return answer({ code: -9, field: "merchant_id", findings: [merchant.finding] }, null);
  }
  const authority = readAuthority(input);
  const call = authority ? await recordReverse(db, authority, merchant.id, now) : null;
  if (!call) return answer({ code: -54, field: "authority" }, scenarioOfMerchant(merchant.id));
  const { session, reversed } = call;
  if (session.merchantId !== merchant.id) {
    return answer({ code: -53, field: "authority" }, scenarioOfMerchant(merchant.id));
  }
  const scenario = scenarioOf(session, merchant.id);
  if (reversed && scenario === "reverse_timeout_after_commit") return silence();
  return answer(
    reversed ? { data: { code: 100, message: "Reversed" } } : refuse(session, now),
    scenario,
  );
}

/** Locked, looked at and changed in one statement. */
async function recordReverse(
  db: Database,
  authority: string,
  merchantId: string,
  now: Date,
): Promise<{ session: Session; reversed: boolean } | null> {
  const at = now.toISOString();
  const opens = after(now, -TIMES_MS.reverseWindow).toISOString();
  const [row] = await db.execute<Record<string, unknown>>(sql`
    with before as (
      select *,
        merchant_id = ${merchantId} and paid_at >= ${opens}
          and (status = 'VERIFIED' or (status = 'PAID' and visible_at <= ${at} and returns_at > ${at}))
          and scenario is distinct from 'reverse_refused' and refunded_rials = 0
          as reverses
      from ${sandboxSessions} where authority = ${authority} for update
    )
    update ${sandboxSessions} as session set
      status = case when before.reverses then 'REVERSED' else before.status end,
      reversed_at = case when before.reverses then ${at}::timestamptz else before.reversed_at end
    from before where session.authority = before.authority
    returning session.*, before.reverses`);
  if (!row) return null;
  return { session: decodeRow(sandboxSessions, row), reversed: row.reverses === true };
}

function refuse(session: Session, now: Date): Outcome {
  const status = statusAt(session, now);
  if (status !== "PAID" && status !== "VERIFIED") return { code: -61, field: "authority" };
  const bankRefuses = session.scenario === "reverse_refused" || session.refundedRials > 0n;
  return { code: bankRefuses ? -60 : -63, field: "authority" };
}
