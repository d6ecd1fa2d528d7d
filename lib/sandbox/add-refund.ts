import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { decodeRow } from "@/db/rows";
import { sandboxRefunds, sandboxSessions } from "@/db/schema/sandbox";
import { serverError, silence, type WireAnswer } from "./answer";
import { describeSession } from "./find-paid-sessions";
import { graphqlData, graphqlError, selected } from "./graphql-answer";
import { type Input, readAmount } from "./read-input";
import { referenceOf } from "./refund-names";
import { asScenario, scenarioOfMerchant } from "./scenarios";
import { type Session, scenarioOf } from "./session";
import { after, TIMES_MS } from "./times";

/** ZarinPal docs: https://www.zarinpal.com/docs/apiDocs/query/refund */
const REFUND_MIN_RIALS = 20_000n;

type Call = { merchantId: string; name: string; query: string; variables: Input };
type Wish = { refId: bigint; amount: bigint; method: "PAYA" | "CARD"; description: string | null };

/**
 * `AddRefund`: pay back a part of a verified session or all that is left of it. Nothing says how often
 * ZarinPal takes one session; here it may be as often as there is money left.
 */
export async function addRefund(db: Database, call: Call, now: Date): Promise<WireAnswer> {
  const { merchantId, name, query } = call;
  const refuse = (code: string, message: string) => graphqlError(name, { code, message });
  const wish = readWish(call.variables);
  if ("finding" in wish) return refuse("validation", wish.finding);
  const fault = await faultBefore(db, wish, merchantId, name);
  if (fault) return fault;

  const added = await recordRefund(db, wish, merchantId, now);
  if (!added) return refuse("session_not_found", "The session was not found.");
  const { session, refund } = added;
  if (!refund) return refuse("not_refundable", refusalOf(session));
  if (scenarioOf(session, merchantId) === "refund_timeout_after_commit") return silence();
  const value = selected(describeSession(session, refund, now), query);
  return graphqlData(name, value, scenarioOf(session, merchantId));
}

function readWish({ session_id, amount, method, description }: Input): Wish | { finding: string } {
  const refId = referenceOf(String(session_id ?? ""));
  if (refId === null) return { finding: "The session id field is required." };
  const rials = readAmount(amount);
  if (rials === null) return { finding: "The amount must be an integer." };
  if (rials < REFUND_MIN_RIALS) return { finding: "The amount must be at least 20000." };
  if (method !== undefined && method !== "PAYA" && method !== "CARD") {
    return { finding: "The selected method is invalid." };
  }
  const words = typeof description === "string" ? description : null;
  return { refId, amount: rials, method: method ?? "PAYA", description: words };
}

/** What a scenario puts in place of doing anything. */
async function faultBefore(
  db: Database,
  { refId }: Wish,
  merchantId: string,
  name: string,
): Promise<WireAnswer | null> {
  const [row] = await db.execute<{ scenario: string | null }>(
    sql`select scenario from ${sandboxSessions} where ref_id = ${String(refId)}`,
  );
  const scenario = asScenario(row?.scenario ?? null) ?? scenarioOfMerchant(merchantId);
  if (scenario === "refund_timeout_before_commit") return silence();
  if (scenario === "refund_server_error") return serverError();
  if (scenario !== "refund_refused") return null;
  const message = "Refund is not active for this terminal.";
  return graphqlError(name, { code: "refund_not_active", message });
}

/** One statement: the session is locked before it is looked at, so refunds never exceed it. */
async function recordRefund(
  db: Database,
  { refId, amount, method, description }: Wish,
  merchantId: string,
  now: Date,
): Promise<{ session: Session; refund: typeof sandboxRefunds.$inferSelect | null } | null> {
  const at = now.toISOString();
  const paysAt = after(now, method === "CARD" ? 0 : TIMES_MS.payaCycle).toISOString();
  const rials = sql`${String(amount)}::bigint`;
  const [row] = await db.execute<{
    session: Record<string, unknown>;
    refund: Record<string, unknown> | null;
  }>(sql`
    with before as (
      select *, status = 'VERIFIED'
          and refunded_rials + ${rials} <= amount * case when currency = 'IRT' then 10 else 1 end
          as refunds
      from ${sandboxSessions}
      where ref_id = ${String(refId)} and merchant_id = ${merchantId} for update
    ), taken as (
      update ${sandboxSessions} as session
      set refunded_rials = session.refunded_rials + ${rials}
      from before where session.authority = before.authority and before.refunds
        -- What the bank sends back is there again.
        and before.scenario is distinct from 'refund_payout_rejected'
    ), made as (
      insert into ${sandboxRefunds}
        (authority, amount_rials, method, description, created_at, pays_at, rejected)
      select authority, ${rials}, ${method}, ${description}, ${at}::timestamptz, ${paysAt}::timestamptz,
        scenario is not distinct from 'refund_payout_rejected'
      from before where refunds
      returning *
    )
    select to_jsonb(before) as session, to_jsonb(made) as refund from before left join made on true`);
  if (!row) return null;
  return {
    session: decodeRow(sandboxSessions, row.session),
    refund: row.refund && decodeRow(sandboxRefunds, row.refund),
  };
}

function refusalOf({ status }: Session): string {
  return status === "VERIFIED"
    ? "The refund is more than what is left of the session."
    : "The session is not in a status that can be refunded.";
}
