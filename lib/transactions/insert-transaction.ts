import "server-only";
import { sql } from "drizzle-orm";
import { decodeRow } from "@/db/rows";
import { transactions } from "@/db/schema/transactions";
import type { App } from "@/lib/apps/find-app";
import type { ActorOf, Context } from "@/lib/context";
import { mintId } from "@/lib/ids/mint-id";
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

/**
 * Record the wish to be paid, its first attempt, event and audit row: one statement, so one round trip
 * and one commit on the hottest path. Null when the order has a live or a paid transaction already:
 * the partial unique indexes say so under any concurrency, and late-paid ones are looked for.
 */
export async function insertTransaction(
  ctx: Context<ActorOf<"app">>,
  { app, input, contentHash, attemptId, accountId, provider }: Insert,
): Promise<Transaction | null> {
  const { actor, requestId } = ctx;
  const id = mintId("transaction");
  const amountRials = toRials(input.amount, input.currency).toString();
  const payer = input.payer ?? {};
  const rows = await ctx.db.execute(sql`
    with opened as (
      insert into payment.transactions (id, tenant_id, profile_id, app_id, key_id, mode, order_id,
        content_hash, status, amount_rials, amount_sent, currency, description, method, locale,
        return_url, payer_name, payer_mobile, payer_email, metadata, event_seq, opening_until, expires_at)
      select ${id}, ${app.tenantId}, ${app.profileId}, ${app.id}, ${actor.keyId}, ${actor.mode},
        ${input.order_id}, ${contentHash}, 'created', ${amountRials}::bigint, ${input.amount}::bigint,
        ${input.currency}, ${input.description}, ${input.method}, ${input.locale}, ${input.return_url},
        ${payer.name ?? null}, ${payer.mobile ?? null}, ${payer.email ?? null},
        ${JSON.stringify(input.metadata)}::text::jsonb, 1,
        now() + make_interval(secs => ${OPENING_SECONDS}),
        now() + make_interval(secs => ${input.expires_in})
      where not exists (select 1 from payment.transactions
        where app_id = ${app.id} and mode = ${actor.mode} and order_id = ${input.order_id} and status = 'paid')
      on conflict do nothing
      returning *
    ), tried as (
      insert into payment.attempts (id, transaction_id, mode, account_id, provider, status)
      select ${attemptId}, id, mode, ${accountId}, ${provider}, 'requesting' from opened
    ), told as (
      insert into payment.transaction_events
        (transaction_id, seq, type, actor_type, actor_id, request_id, attempt_id)
      select id, 1, 'transaction.created', 'app', ${actor.keyId}, ${requestId}, ${attemptId} from opened
    ), audited as (
      insert into payment.audit_log (id, tenant_id, actor_type, actor_id, request_id, action, entity_id)
      select ${mintId("audit")}, tenant_id, 'app', ${actor.keyId}, ${requestId}, 'transaction.create', id
      from opened
    )
    select * from opened`);
  const [row] = rows;
  return row ? decodeRow(transactions, row) : null;
}
