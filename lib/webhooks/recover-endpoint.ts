import "server-only";
import { and, eq, isNotNull, sql } from "drizzle-orm";
import { webhookEndpoints } from "@/db/schema/webhooks";
import { recordAudit } from "@/lib/audit/record-audit";
import { type ActorOf, type Context, inTransaction } from "@/lib/context";
import { ulid } from "@/lib/ids/mint-id";
import { requirePermission } from "@/lib/operators/require-permission";
import { NEWS_TYPES } from "./event-types";
import { type EndpointName, lockEndpoint, requireInUse } from "./get-endpoint";
import { kickWebhooks } from "./kick-webhooks";
import type { Recovery } from "./serialize";

const RECOVERED_MAX = 1_000;
// A delivery's id begins with the time of its event; the slack is for a database whose clock is not ours.
const CLOCKS_APART_MS_MAX = 3_600_000;

/**
 * Send again what an endpoint missed: its dead and held deliveries since a moment become due, each with a
 * whole new schedule and four days to live, oldest first and at most 1 000 at a time. They get at most
 * half of the endpoint's places, after what is fresh. Test events are no news and stay as they are.
 * @throws BrokerError `endpoint_not_found`, `endpoint_deleted`, `endpoint_not_enabled`
 */
export async function recoverEndpoint(
  ctx: Context<ActorOf<"operator">>,
  { since, ...name }: EndpointName & { since: Date },
): Promise<Recovery> {
  requirePermission(ctx.actor, "write");
  const recovery = await inTransaction(ctx, async (tx) => {
    const endpoint = await lockEndpoint(tx, name);
    requireInUse(endpoint, "enabled");
    const { id: endpointId, tenantId, appId } = endpoint;
    const firstId = `whd_${ulid(since.getTime() - CLOCKS_APART_MS_MAX).slice(0, 10)}`;
    const rows = await tx.db.execute(sql`
      with missed as materialized (
        select w.id from jsonb_array_elements_text(${JSON.stringify(NEWS_TYPES)}::text::jsonb) t(type)
          cross join unnest(array['dead', 'held']) s(status)
          cross join lateral (
            select id from payment.webhook_deliveries
            where endpoint_id = ${endpointId} and type = t.type and status = s.status
              and id >= ${firstId} and created_at >= ${since.toISOString()}::timestamptz
            order by id limit ${RECOVERED_MAX + 1}
          ) w
        order by w.id limit ${RECOVERED_MAX + 1}
      ), locked as materialized (
        select id from payment.webhook_deliveries
        where id = any(array(select id from missed limit ${RECOVERED_MAX})) and status in ('dead', 'held')
        for update skip locked
      ), recovered as (
        update payment.webhook_deliveries d
        set status = 'pending', next_attempt_at = now(), extra_attempts = d.attempt,
          recovered_at = now(), expires_at = now() + interval '4 days', finished_at = null
        from locked where d.id = locked.id
        returning 1
      )
      select (select count(*)::int from missed) as missed, (select count(*)::int from recovered) as recovered`);
    const { missed, recovered } = rows[0] as { missed: number; recovered: number };
    const hasMore = missed > RECOVERED_MAX;
    if (!hasMore) await releaseSince(tx, endpointId, since);
    const data = { app_id: appId, since: since.toISOString(), recovered };
    const entityId = endpointId;
    await recordAudit(tx, { tenantId, action: "webhook_endpoint.recover", entityId, data });
    return { endpointId, since, recovered, hasMore };
  });
  if (recovery.recovered > 0) kickWebhooks();
  return recovery;
}

/** What is held from now on is held by a pause, not because nobody asked for it. */
async function releaseSince({ db }: Context, endpointId: string, since: Date): Promise<void> {
  const before = `whd_${ulid(since.getTime()).slice(0, 10)}`;
  await db
    .update(webhookEndpoints)
    .set({ heldThrough: sql`least(${webhookEndpoints.heldThrough}, ${before})` })
    .where(and(eq(webhookEndpoints.id, endpointId), isNotNull(webhookEndpoints.heldThrough)));
}
