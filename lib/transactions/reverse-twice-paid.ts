import "server-only";
import { sql } from "drizzle-orm";
import { recordAudit } from "@/lib/audit/record-audit";
import { type Context, inTransaction } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { mintId } from "@/lib/ids/mint-id";
import { getAccount } from "@/lib/profiles/get-account";
import type { Exchange } from "@/lib/providers/port";
import { getProvider } from "@/lib/providers/registry";
import { kickWebhooks } from "@/lib/webhooks/kick-webhooks";
import { endException } from "./end-exception";
import type { FoundException } from "./find-exception";
import type { Attempt } from "./find-transaction";
import { recordTransactionEvent } from "./record-transaction-event";

/** Longer than the calls of one reversal. */
const LEASE_SECONDS = 45;

type Outcome = "reversed" | "refused" | "unknown";

/**
 * Send back the whole of a second payment of an order. Who decided is written down and holds the
 * attempt's lease before the call. A reversal undoes a session and cannot do so twice, so after a lost
 * answer it may be asked for again: an inquiry then tells that it is done.
 * @throws BrokerError 409 `exception_changed` when it is on hold no more, or somebody is at it now
 */
export async function reverseTwicePaid(
  ctx: Context,
  found: FoundException,
  note: string,
): Promise<"settled" | "refused" | "unclear"> {
  const { transaction, attempt } = found;
  if (!attempt) throw new Error(`transaction ${transaction.id} has no attempt to reverse`);
  const token = await take(ctx, found, attempt, note);
  const exchanges: Exchange[] = [];
  const outcome = await reverse(ctx, attempt, exchanges);
  await inTransaction(ctx, async (tx) => {
    await tx.db.execute(sql`
      update payment.attempts set lease_token = null, lease_until = null
      where id = ${attempt.id} and lease_token = ${token}`);
    await recordTransactionEvent(tx, {
      transactionId: transaction.id,
      type: "transaction.reversal",
      attemptId: attempt.id,
      data: { outcome, exchanges },
      durationMs: exchanges.reduce((sum, { durationMs }) => sum + durationMs, 0),
    });
    if (outcome !== "reversed") return;
    const failure = { code: null, reason: "reversed_by_operator" } as const;
    await endException(tx, found, { as: "reverse", note, failure });
  });
  kickWebhooks();
  return outcome === "reversed" ? "settled" : outcome === "refused" ? "refused" : "unclear";
}

/** Become the one who reverses it, and say so. @returns the lease */
async function take(
  ctx: Context,
  { transaction, reason }: FoundException,
  attempt: Attempt,
  note: string,
): Promise<string> {
  const token = mintId("request");
  await inTransaction(ctx, async (tx) => {
    const rows = await tx.db.execute(sql`
      update payment.attempts a
      set lease_token = ${token}, lease_until = now() + make_interval(secs => ${LEASE_SECONDS})
      from payment.transactions t
      where a.id = ${attempt.id} and t.id = a.transaction_id and t.exception = ${reason}
        and (a.lease_until is null or a.lease_until < now())
      returning 1`);
    if (rows.length === 0) throw new BrokerError("conflict", "exception_changed");
    await recordAudit(tx, {
      tenantId: transaction.tenantId,
      action: "transaction.settle",
      entityId: transaction.id,
      data: { exception: reason, as: "reverse", note },
    });
  });
  return token;
}

async function reverse(ctx: Context, attempt: Attempt, exchanges: Exchange[]): Promise<Outcome> {
  const account = await getAccount(ctx.db, attempt.accountId);
  const provider = getProvider(attempt.provider);
  const { authority } = attempt;
  if (!provider.reverse || authority === null) throw new Error("this cannot be reversed");
  const answer = await provider.reverse(account, authority);
  exchanges.push(answer.exchange);
  if (answer.outcome === "accepted") return "reversed";
  // Refused, perhaps because it is back already, or no answer came: how the provider sees it now decides.
  const state = await provider.inquire?.(account, authority);
  if (state) exchanges.push(state.exchange);
  if (state?.outcome === "accepted" && state.value === "reversed") return "reversed";
  return answer.outcome === "refused" && state?.outcome === "accepted" ? "refused" : "unknown";
}
