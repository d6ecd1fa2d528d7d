import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { App } from "@/lib/apps/find-app";
import type { ActorOf, Context } from "@/lib/context";
import { mintId } from "@/lib/ids/mint-id";
import { coalesce } from "@/lib/limits/coalesce";
import { toRials } from "@/lib/money/rials";
import type { Transaction } from "./find-transaction";
import type { RequestInput } from "./schema";

/** How long a call to the provider for a session may hold its transaction. Longer than its deadline. */
export const OPENING_SECONDS = 20;

type Insert = {
  app: App;
  input: RequestInput;
  contentHash: string;
  attemptId: string;
  accountId: string;
  provider: string;
};
type Wish = ReturnType<typeof wishOf>;
type Times = { created_at: string; expires_at: string; opening_until: string };

const inserters = new WeakMap<Database, (wish: Wish) => Promise<Times | null>>();

/**
 * Record the wish to be paid, its first attempt, event and audit row. Concurrent callers share one
 * statement: this is the hottest path. Null when the order has a live or a paid transaction already:
 * the partial unique indexes say so under any concurrency, and late-paid ones are looked for.
 */
export async function insertTransaction(
  ctx: Context<ActorOf<"app">>,
  given: Insert,
): Promise<Transaction | null> {
  let insert = inserters.get(ctx.db);
  if (!insert) {
    insert = coalesce((wishes: Wish[]) => insertBatch(ctx.db, wishes), { parallel: 3 });
    inserters.set(ctx.db, insert);
  }
  const wish = wishOf(ctx, given);
  const times = await insert(wish);
  return times && transactionOf(wish, given, times);
}

function wishOf({ actor, requestId }: Context<ActorOf<"app">>, given: Insert) {
  const { app, input, contentHash, attemptId, accountId, provider } = given;
  return {
    id: mintId("transaction"),
    tenant_id: app.tenantId,
    profile_id: app.profileId,
    app_id: app.id,
    key_id: actor.keyId,
    mode: actor.mode,
    order_id: input.order_id,
    content_hash: contentHash,
    amount_rials: Number(toRials(input.amount, input.currency)),
    amount_sent: input.amount,
    currency: input.currency,
    description: input.description,
    method: input.method,
    locale: input.locale,
    return_url: input.return_url,
    payer_name: input.payer?.name ?? null,
    payer_mobile: input.payer?.mobile ?? null,
    payer_email: input.payer?.email ?? null,
    metadata: input.metadata,
    expires_in: input.expires_in,
    attempt_id: attemptId,
    account_id: accountId,
    provider,
    request_id: requestId,
    audit_id: mintId("audit"),
  };
}

async function insertBatch(db: Database, wishes: Wish[]): Promise<(Times | null)[]> {
  // In one order in every process, so that two batches with the same orders do not deadlock.
  const sorted = [...wishes].sort((a, b) => (a.order_id < b.order_id ? -1 : 1));
  const rows = await db.execute<Times & { id: string }>(sql`
    with wish as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(sorted)}::text::jsonb) as t(
        id text, tenant_id text, profile_id text, app_id text, key_id text, mode text, order_id text,
        content_hash text, amount_rials bigint, amount_sent bigint, currency text, description text,
        method text, locale text, return_url text, payer_name text, payer_mobile text, payer_email text,
        metadata jsonb, expires_in int, attempt_id text, account_id text, provider text,
        request_id text, audit_id text)
    ), opened as (
      insert into payment.transactions (id, tenant_id, profile_id, app_id, key_id, mode, order_id,
        content_hash, status, amount_rials, amount_sent, currency, description, method, locale,
        return_url, payer_name, payer_mobile, payer_email, metadata, event_seq, opening_until, expires_at)
      select id, tenant_id, profile_id, app_id, key_id, mode, order_id,
        content_hash, 'created', amount_rials, amount_sent, currency, description, method, locale,
        return_url, payer_name, payer_mobile, payer_email, metadata, 1,
        now() + make_interval(secs => ${OPENING_SECONDS}), now() + make_interval(secs => expires_in)
      from wish
      where not exists (select 1 from payment.transactions t where t.order_id = wish.order_id
        and t.app_id = wish.app_id and t.mode = wish.mode and t.status = 'paid')
      on conflict do nothing
      returning id, created_at, expires_at, opening_until
    ), tried as (
      insert into payment.attempts (id, transaction_id, mode, account_id, provider, status)
      select attempt_id, id, mode, account_id, provider, 'requesting' from wish join opened using (id)
    ), told as (
      insert into payment.transaction_events
        (transaction_id, seq, type, actor_type, actor_id, request_id, attempt_id)
      select id, 1, 'transaction.created', 'app', key_id, request_id, attempt_id
      from wish join opened using (id)
    ), audited as (
      insert into payment.audit_log (id, tenant_id, actor_type, actor_id, request_id, action, entity_id)
      select audit_id, tenant_id, 'app', key_id, request_id, 'transaction.create', id
      from wish join opened using (id)
    )
    select * from opened`);
  const opened = new Map(rows.map((row) => [row.id, row]));
  return wishes.map(({ id }) => opened.get(id) ?? null);
}

/** The row as it now stands: what was asked, and the times that the database gave it. */
function transactionOf(wish: Wish, { app, input, contentHash }: Insert, times: Times): Transaction {
  return {
    id: wish.id,
    tenantId: app.tenantId,
    profileId: app.profileId,
    appId: app.id,
    keyId: wish.key_id,
    mode: wish.mode,
    orderId: input.order_id,
    contentHash,
    status: "created",
    amountRials: BigInt(wish.amount_rials),
    amountSent: BigInt(input.amount),
    currency: input.currency,
    refundedRials: 0n,
    description: input.description,
    method: input.method,
    locale: input.locale,
    returnUrl: input.return_url,
    payerName: wish.payer_name,
    payerMobile: wish.payer_mobile,
    payerEmail: wish.payer_email,
    metadata: input.metadata,
    failureCode: null,
    failureReason: null,
    exception: null,
    eventSeq: 1,
    openingUntil: new Date(times.opening_until),
    createdAt: new Date(times.created_at),
    expiresAt: new Date(times.expires_at),
    paidAt: null,
    endedAt: null,
    lateAt: null,
  };
}
