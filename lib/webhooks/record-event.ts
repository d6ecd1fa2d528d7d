import "server-only";
import { sql } from "drizzle-orm";
import type { Context, Mode } from "@/lib/context";
import { mintId } from "@/lib/ids/mint-id";
import type { TransactionBody } from "@/lib/transactions/serialize";
import { eventBody } from "./event-body";
import type { NewsType } from "./event-types";

type News = {
  type: NewsType;
  appId: string;
  mode: Mode;
  transactionId: string;
  /** As the site sees it: `transaction`, and for a refund's news the `refund` beside it. */
  data: { transaction: TransactionBody; [member: string]: unknown };
};

/**
 * Put news in the outbox, inside the database transaction that makes it true: the event as the bytes
 * every endpoint will be sent, and one delivery for each endpoint that wants it, in one statement.
 * Endpoint rows are only read, so payments of one app do not wait for each other.
 * After the commit, call `kickWebhooks` when `pending` is not 0.
 * @returns the event's id, and how many deliveries wait to be sent.
 * @throws when this transaction was already told of in this way (unique `webhook_events_once`).
 */
export async function recordEvent(
  tx: Context,
  news: News,
): Promise<{ eventId: string; pending: number }> {
  const { type, appId, mode, transactionId } = news;
  const id = mintId("event");
  const { head, tail } = eventBody({ id, type, timestamp: new Date(), data: news.data });
  // The sequence number is known only inside the statement, so the body is closed around it there.
  // A delivery's id keeps the shape of a ULID: the event's time, then 62 random bits as hex digits.
  const [row] = await tx.db.execute<{ pending: number }>(sql`
    with event as (
      insert into payment.webhook_events (id, app_id, mode, type, seq, transaction_id, body)
      select ${id}, ${appId}, ${mode}, ${type}, seq, ${transactionId}, ${head}::text || seq || ${tail}::text
      from (select nextval('payment.webhook_event_seq') as seq) as next
      returning id
    ), fan_out as (
      insert into payment.webhook_deliveries (id, event_id, endpoint_id, mode, type, status)
      select 'whd_' || substr(event.id, 5, 10) || upper(right(replace(gen_random_uuid()::text, '-', ''), 16)),
        event.id, endpoint.id, endpoint.mode, ${type},
        case when endpoint.status = 'enabled' then 'pending' else 'held' end
      from event cross join payment.webhook_endpoints endpoint
      where endpoint.app_id = ${appId} and endpoint.mode = ${mode} and endpoint.deleted_at is null
        and (endpoint.event_types is null or ${type} = any(endpoint.event_types))
      returning status
    )
    select count(*) filter (where status = 'pending')::int as pending from fan_out`);
  return { eventId: id, pending: row?.pending ?? 0 };
}
