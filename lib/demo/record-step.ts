import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { DemoStatus, DemoStep, DemoStepKey } from "./state";

const PAID_OR_ENDED = sql.raw("('paid', 'failed', 'canceled', 'expired')");

/**
 * Note what the shop saw. Steps are merged one by one, because return and webhook arrive together; a
 * failure never takes the place of a step that is done, since anybody can send the shop a wrong one.
 * @returns false when there is no such order.
 */
export async function recordStep(
  db: Database,
  orderId: string,
  key: DemoStepKey,
  step: DemoStep,
): Promise<boolean> {
  const value = JSON.stringify(step);
  const rows = await db.execute(sql`
    update payment.demo_orders
    set updated_at = now(), steps = case
      when ${step.state}::text = 'failed' and steps -> ${key}::text ->> 'state' = 'done' then steps
      else steps || jsonb_build_object(${key}::text, ${value}::text::jsonb) end
    where id = ${orderId} returning id`);
  return rows.length > 0;
}

/** What the broker says of the order. An end stays an end; only `paid` may follow another (late money). */
export async function recordStatus(
  db: Database,
  orderId: string,
  status: DemoStatus,
  payUrl: string | null = null,
): Promise<void> {
  await db.execute(sql`
    update payment.demo_orders
    set updated_at = now(), pay_url = coalesce(${payUrl}::text, pay_url), status = case
      when status = 'paid' or (status in ${PAID_OR_ENDED} and ${status}::text <> 'paid') then status
      else ${status}::text end
    where id = ${orderId}`);
}
