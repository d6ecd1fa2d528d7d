import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { literals } from "@/db/schema/base";
import type { ActorOf, Context } from "@/lib/context";
import { mintId } from "@/lib/ids/mint-id";
import { coalesce } from "@/lib/limits/coalesce";
import type { Opened } from "@/lib/providers/port";
import { FIRST_CHECK_SECONDS } from "./backoff";
import type { Transaction, TransactionView } from "./find-transaction";
import { isUniqueViolation, recordLost, type Tried } from "./record-session";
import { LIVE_STATUSES, type TransactionStatus } from "./state";

type Account = { accountId: string; provider: string };
type Answer = ReturnType<typeof answerOf>;
type Recorded = {
  status: TransactionStatus;
  event_seq: number;
  created_at: string;
  opened_at: string;
  next_check_at: string;
};

const recorders = new WeakMap<Database, (answer: Answer) => Promise<Recorded | null>>();

/**
 * created → open, with the provider's token; concurrent callers share one statement. Null when the
 * provider gave a token that another attempt of the account has: such an answer cannot be trusted, and
 * the attempt counts as lost.
 */
export async function recordOpened(
  ctx: Context<ActorOf<"app">>,
  transaction: Transaction,
  account: Account,
  tried: Tried,
  opened: Opened,
): Promise<TransactionView | null> {
  let record = recorders.get(ctx.db);
  if (!record) {
    record = coalesce((answers: Answer[]) => recordBatch(ctx.db, answers), { parallel: 3 });
    recorders.set(ctx.db, record);
  }
  let row: Recorded | null;
  try {
    row = await record(answerOf(ctx, transaction, tried, opened));
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    await recordLost(ctx, tried, "contradiction");
    return null;
  }
  if (!row) throw new Error(`attempt ${tried.attemptId} is gone`);
  return {
    transaction: {
      ...transaction,
      status: row.status,
      eventSeq: row.event_seq,
      openingUntil: null,
    },
    attempt: attemptOf(transaction, account, tried, opened, row),
  };
}

function answerOf(
  { actor, requestId }: Context<ActorOf<"app">>,
  transaction: Transaction,
  { attemptId, exchange }: Tried,
  opened: Opened,
) {
  return {
    transaction_id: transaction.id,
    attempt_id: attemptId,
    authority: opened.token,
    fee_rials: opened.feeRials === null ? null : Number(opened.feeRials),
    key_id: actor.keyId,
    request_id: requestId,
    data: { exchange },
    duration_ms: Math.round(exchange.durationMs),
    audit_id: mintId("audit"),
  };
}

async function recordBatch(db: Database, answers: Answer[]): Promise<(Recorded | null)[]> {
  // A transaction that ended meanwhile keeps its end; the token is kept all the same, for late money.
  const rows = await db.execute<Recorded & { attempt_id: string }>(sql`
    with answer as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(answers)}::text::jsonb) as t(
        transaction_id text, attempt_id text, authority text, fee_rials bigint, key_id text,
        request_id text, data jsonb, duration_ms int, audit_id text)
    ), moved as (
      update payment.transactions t
      set status = case when t.status = 'created' then 'open' else t.status end,
        opening_until = null, event_seq = t.event_seq + 1
      from answer where t.id = answer.transaction_id
      returning t.id as transaction_id, t.tenant_id, t.status, t.event_seq,
        t.status in (${literals(LIVE_STATUSES)}) as live
    ), tried as (
      update payment.attempts a
      set status = case when moved.live then 'open' else 'unpaid' end, authority = answer.authority,
        opened_at = now(), fee_rials = answer.fee_rials,
        ended_at = case when moved.live then null else coalesce(a.ended_at, now()) end,
        next_check_at = case when moved.live then now() + make_interval(secs => ${FIRST_CHECK_SECONDS}) end
      from answer join moved using (transaction_id) where a.id = answer.attempt_id
      returning a.id as attempt_id, a.created_at, a.opened_at, a.next_check_at
    ), told as (
      insert into payment.transaction_events
        (transaction_id, seq, type, actor_type, actor_id, request_id, attempt_id, data, duration_ms)
      select transaction_id, event_seq, 'attempt.opened', 'app', key_id, request_id, attempt_id, data,
        duration_ms
      from moved join answer using (transaction_id)
    ), audited as (
      insert into payment.audit_log (id, tenant_id, actor_type, actor_id, request_id, action, entity_id)
      select audit_id, tenant_id, 'app', key_id, request_id, 'transaction.open', transaction_id
      from moved join answer using (transaction_id)
    )
    select attempt_id, status, event_seq, created_at, opened_at, next_check_at
    from answer join moved using (transaction_id) join tried using (attempt_id)`);
  const recorded = new Map(rows.map((row) => [row.attempt_id, row]));
  return answers.map(({ attempt_id }) => recorded.get(attempt_id) ?? null);
}

function attemptOf(
  transaction: Transaction,
  account: Account,
  { attemptId }: Tried,
  opened: Opened,
  row: Recorded,
): NonNullable<TransactionView["attempt"]> {
  return {
    id: attemptId,
    transactionId: transaction.id,
    mode: transaction.mode,
    accountId: account.accountId,
    provider: account.provider,
    status: "open",
    authority: opened.token,
    refId: null,
    cardPan: null,
    cardHash: null,
    cardEnd: null,
    feeRials: opened.feeRials,
    callbackHint: null,
    createdAt: new Date(row.created_at),
    openedAt: new Date(row.opened_at),
    handedOffAt: null,
    callbackAt: null,
    lateAcceptedAt: null,
    endedAt: null,
    leaseToken: null,
    leaseUntil: null,
    checks: 0,
    rung: 0,
    lastCheckAt: null,
    nextCheckAt: new Date(row.next_check_at),
  };
}
