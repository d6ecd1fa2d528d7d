import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type ActorOf, type Context, inTransaction, type Mode } from "@/lib/context";
import { mintId } from "@/lib/ids/mint-id";
import { recordNotice } from "@/lib/notices/record-notice";
import type { NoticeKind } from "@/lib/notices/state";
import { disableEndpoint } from "./disable-endpoint";
import { type HealthAct, healthAct } from "./health-act";
import { TOLD_ATTEMPT, TOLD_EVERY_SECONDS, WORN } from "./health-rules";

type Ill = {
  tenant_id: string;
  app_id: string;
  mode: Mode;
  url: string;
  act: HealthAct | null;
  consecutive_failures: number;
  failing_since: string | null;
  disable_at: string | null;
  /** What receivers said to the tries of the last deliveries that failed. */
  errors: { status: number | null; error: string }[] | null;
};

/**
 * Do what an endpoint's health asks for: disable it, tell of it, or nothing. PostgreSQL's clock and the
 * row's lock decide, so any number of processes may ask at the same time and again.
 * `deliveryId` names one that failed for the fourth time: told at most once an hour.
 */
export async function reviewEndpoint(
  db: Database,
  { endpointId, deliveryId }: { endpointId: string; deliveryId?: string | undefined },
): Promise<void> {
  const actor: ActorOf<"system"> = { type: "system", job: "webhooks" };
  await inTransaction({ actor, db, requestId: mintId("request") }, async (tx) => {
    // A statement of its own: the next one then sees what whoever held the lock has told.
    await tx.db.execute(
      sql`select from payment.webhook_endpoints where id = ${endpointId} for no key update`,
    );
    const [ill] = await tx.db.execute<Ill>(sql`
      select e.tenant_id, e.app_id, e.mode, e.url, ${healthAct()} as act, e.consecutive_failures,
        to_json(e.failing_since) #>> '{}' as failing_since,
        to_json(e.failing_since + make_interval(secs => ${WORN.seconds})) #>> '{}' as disable_at,
        (select jsonb_agg(distinct jsonb_build_object('status', w.last_status, 'error', w.last_error)) from (
          select last_status, last_error from payment.webhook_deliveries
          where endpoint_id = e.id and status = 'pending' and recovered_at is null
          order by next_attempt_at desc limit 20
        ) w where w.last_error is not null) as errors
      from payment.webhook_endpoints e where e.id = ${endpointId}`);
    if (!ill) return;
    if (deliveryId && ill.failing_since) await tellOfDelivery(tx, endpointId, ill, deliveryId);
    const { act } = ill;
    if (act === null) return;
    if (act === "disable_gone" || act === "disable_failing") {
      const reason = act === "disable_gone" ? "gone" : "failing";
      const held = await disableEndpoint(tx, { endpointId, reason });
      await tell(tx, endpointId, ill, "endpoint_disabled", { reason, held });
    } else {
      await tell(tx, endpointId, ill, act, {});
    }
  });
}

function tell(
  tx: Context,
  endpointId: string,
  ill: Ill,
  kind: NoticeKind,
  more: Record<string, unknown>,
  everySeconds?: number,
): Promise<boolean> {
  const { url, app_id, consecutive_failures, failing_since, disable_at } = ill;
  const failing = failing_since === null ? {} : { failing_since, disable_at, consecutive_failures };
  const errors = ill.errors?.slice(0, 3) ?? [];
  const data = { url, app_id, ...failing, errors, ...more };
  const { tenant_id: tenantId, mode } = ill;
  return recordNotice(tx, { tenantId, mode, kind, endpointId, data, everySeconds });
}

async function tellOfDelivery(tx: Context, endpointId: string, ill: Ill, deliveryId: string) {
  const [delivery] = await tx.db.execute<{ event_id: string; type: string; attempt: number }>(sql`
    select d.event_id, d.type, d.attempt - d.extra_attempts as attempt from payment.webhook_deliveries d
    where d.id = ${deliveryId} and d.status in ('pending', 'dead')
      and d.resume_status is null and d.recovered_at is null and d.attempt - d.extra_attempts = ${TOLD_ATTEMPT}`);
  if (!delivery) return;
  const more = { delivery_id: deliveryId, ...delivery };
  await tell(tx, endpointId, ill, "delivery_failing", more, TOLD_EVERY_SECONDS);
}
