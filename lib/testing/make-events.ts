import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { mintId } from "@/lib/ids/mint-id";
import type { EventType } from "@/lib/webhooks/event-types";
import type { Shop } from "./factories";

/** `count` events of the shop in one statement, without a payment or a delivery: only to be many. */
export async function makeEvents(
  db: Database,
  { app, key }: Shop,
  count: number,
  type: EventType = "endpoint.test",
): Promise<void> {
  await db.execute(sql`
    insert into payment.webhook_events (id, app_id, mode, type, seq, body)
    select ${mintId("event")} || n, ${app.id}, ${key.mode}, ${type}, seq,
      ${`{"type":"${type}","seq":`}::text || seq || '}'
    from (
      select n, nextval('payment.webhook_event_seq') as seq from generate_series(1, ${count}::int) n
    ) numbered`);
}
