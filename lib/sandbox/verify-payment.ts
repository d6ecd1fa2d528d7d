import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { decodeRow } from "@/db/rows";
import { sandboxSessions } from "@/db/schema/sandbox";
import { answer, badGateway, type Outcome, serverError, silence, type WireAnswer } from "./answer";
import { type Input, isBlank, readAmount, readAuthority, readMerchant } from "./read-input";
import { type ScenarioName, scenarioOfMerchant } from "./scenarios";
import { FEE_RIALS, type Session, SHAPARAK_FEE_RIALS, scenarioOf, statusAt } from "./session";

/**
 * `verify.json`: confirm a payment. Exactly one call ever gets 100, later ones get 101 with the same
 * data. Checked in this order: merchant, authority, owner, paid, amount (in the session's own unit).
 */
export async function verifyPayment(db: Database, input: Input, now: Date): Promise<WireAnswer> {
  const merchant = readMerchant(input);
  if ("finding" in merchant) {
    return answer({ code: -9, field: "merchant_id", findings: [merchant.finding] }, null);
  }
  const ofMerchant = scenarioOfMerchant(merchant.id);
  const amount = readAmount(input.amount);
  if (amount === null) {
    const blank = isBlank(input.amount);
    const finding = `The amount ${blank ? "field is required" : "must be an integer"}.`;
    return answer({ code: -9, field: "amount", findings: [finding] }, ofMerchant);
  }
  const authority = readAuthority(input);
  if (!authority) return answer({ code: -54, field: "authority" }, ofMerchant);

  const call = await recordVerify(db, { authority, merchantId: merchant.id, amount, now });
  if (!call) return answer({ code: -55, field: "authority" }, ofMerchant);
  const { session, before } = call;
  if (session.merchantId !== merchant.id) {
    return answer({ code: -53, field: "authority" }, ofMerchant);
  }
  const scenario = scenarioOf(session, merchant.id);
  return faultOf(scenario, session) ?? answer(judge(session, before, amount, now), scenario);
}

/**
 * One statement, so it is safe under parallel calls: the row is locked before it is looked at, and only
 * who finds it PAID makes it VERIFIED. Returns the session afterwards and its status before.
 */
async function recordVerify(
  db: Database,
  call: { authority: string; merchantId: string; amount: bigint; now: Date },
): Promise<{ session: Session; before: Session["status"] } | null> {
  const now = call.now.toISOString();
  const [row] = await db.execute<Record<string, unknown>>(sql`
    with before as (
      select *,
        status = 'PAID' and merchant_id = ${call.merchantId} and amount = ${String(call.amount)}
          and visible_at <= ${now} and returns_at > ${now} and verify_calls >= verify_blocks
          as settles
      from ${sandboxSessions} where authority = ${call.authority} for update
    )
    update ${sandboxSessions} as session set
      verify_calls = before.verify_calls + (before.merchant_id = ${call.merchantId})::int,
      status = case when before.settles then 'VERIFIED' else before.status end,
      verified_at = case when before.settles then ${now}::timestamptz else before.verified_at end
    from before where session.authority = before.authority
    returning session.*, before.status as status_before`);
  if (!row) return null;
  const before = row.status_before as Session["status"];
  return { session: decodeRow(sandboxSessions, row), before };
}

function judge(session: Session, before: Session["status"], amount: bigint, now: Date): Outcome {
  const status = statusAt(session, now);
  if (status !== "PAID" && status !== "VERIFIED") return { code: -51, field: "authority" };
  if (session.amount !== amount) return { code: -50, field: "amount" };
  const first = before === "PAID";
  return {
    data: {
      wages: null,
      code: first ? 100 : 101,
      message: first ? "Paid" : "Verified",
      card_hash: session.cardHash,
      card_pan: session.cardPan,
      ref_id: Number(session.refId),
      fee_type: "Merchant",
      fee: FEE_RIALS,
      shaparak_fee: SHAPARAK_FEE_RIALS,
      order_id: session.metadata.order_id ?? null,
    },
  };
}

/** What a scenario puts in place of the answer to the first calls. */
function faultOf(scenario: ScenarioName | null, session: Session): WireAnswer | null {
  if (session.verifyCalls <= session.verifyBlocks) {
    if (scenario === "verify_timeout_before_commit") return silence();
    if (scenario === "verify_server_error") return serverError();
    if (scenario === "verify_html_error") return badGateway();
    if (scenario === "verify_busy") return answer({ code: -12, field: "authority" }, scenario);
  }
  if (session.verifyCalls > 1) return null;
  if (scenario === "verify_timeout_after_commit") return silence();
  if (scenario === "verify_html_error_after_commit") return badGateway();
  return null;
}
