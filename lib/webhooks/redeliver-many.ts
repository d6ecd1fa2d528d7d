import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { recordAudit } from "@/lib/audit/record-audit";
import { type ActorOf, type Context, inTransaction } from "@/lib/context";
import { cursorId, pageUntil } from "@/lib/http/pagination";
import { requirePermission } from "@/lib/operators/require-permission";
import { kickWebhooks } from "./kick-webhooks";
import { askedDeliveries, mayBeReplayed, type Wanted } from "./replayable";
import type { Redelivery } from "./serialize";

/** Taken in one transaction. */
const REDELIVERED_MAX = 1_000;

/**
 * Send many once more, by their ids or by a filter, oldest first and at most 1 000 at a time: `cursor`
 * says where the rest begins. Same event ids and bytes, signed with the secret of now. Each has a whole new
 * schedule and four days to live, like those of `recoverEndpoint`, also where it arrived before: whoever
 * asks for a day again has lost it. They share half of their endpoint's places.
 * Passed over: what is due or under way, was sent again a moment ago, or goes to an endpoint that is not
 * enabled (`redeliver` sends to that, one by one).
 * @throws BrokerError `invalid_cursor`
 */
export async function redeliverMany(
  ctx: Context<ActorOf<"operator">>,
  { cursor, ...wanted }: Wanted & { cursor?: string | undefined },
): Promise<Redelivery> {
  requirePermission(ctx.actor, "recheck");
  const { tenantId } = ctx.actor;
  const after = cursorId("delivery", { limit: REDELIVERED_MAX, cursor });
  const done = await inTransaction(ctx, async (tx) => {
    const count = REDELIVERED_MAX + 1;
    const asked = askedDeliveries(wanted, { tenantId, after, count });
    const [row] = await tx.db.execute<Row>(replay(asked));
    if (!row) throw new Error("the count of redeliveries is missing");
    const hasMore = row.asked > REDELIVERED_MAX;
    const { filter = {}, ids } = wanted;
    await recordAudit(tx, {
      tenantId,
      action: "webhook_delivery.redeliver_many",
      entityId: filter.endpoint_id ?? filter.app_id ?? tenantId,
      data: { ...(ids ? { ids } : { filter }), redelivered: row.redelivered, has_more: hasMore },
    });
    const skipped = Math.min(row.asked, REDELIVERED_MAX) - row.redelivered;
    const { nextCursor } = pageUntil([], hasMore ? row.last : null);
    return { redelivered: row.redelivered, skipped, hasMore, nextCursor };
  });
  if (done.redelivered > 0) kickWebhooks();
  return done;
}

type Row = { asked: number; redelivered: number; last: string | null };

function replay(asked: SQL): SQL {
  return sql`
    with asked as materialized (${asked}),
    page as materialized (select id from asked order by id limit ${REDELIVERED_MAX}),
    locked as materialized (
      select d.id from payment.webhook_deliveries d
      where d.id = any(array(select id from page)) and ${mayBeReplayed} for update of d skip locked
    ), redelivered as (
      update payment.webhook_deliveries d
      set status = 'pending', next_attempt_at = now(), extra_attempts = d.attempt, recovered_at = now(),
        expires_at = now() + interval '4 days', finished_at = null
      from locked where d.id = locked.id
      returning 1
    )
    select (select count(*)::int from asked) as asked, (select max(id) from page) as last,
      (select count(*)::int from redelivered) as redelivered`;
}
