import "server-only";
import type { Context } from "@/lib/context";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { takeRun } from "@/lib/server/take-run";
import { type Retired, retireWebhooks } from "./retire-webhooks";

const EVERY_SECONDS = 3_600;
const BUDGET_MS = 20_000;

/**
 * Once an hour, in one of all processes and for 20 s at most: delete attempts and deliveries that are
 * older than WEBHOOK_ATTEMPT_DAYS and WEBHOOK_DELIVERY_DAYS.
 * @returns how many, or null when this was not the hour
 */
export async function sweepWebhooks({ db }: Context): Promise<Retired | null> {
  if (!(await takeRun(db, { name: "webhook_retention", everySeconds: EVERY_SECONDS }))) return null;
  const { WEBHOOK_ATTEMPT_DAYS: attemptDays, WEBHOOK_DELIVERY_DAYS: deliveryDays } = env();
  const retired = await retireWebhooks(db, { attemptDays, deliveryDays, budgetMs: BUDGET_MS });
  if (Object.values(retired).some((n) => n > 0)) log.info({ ...retired }, "old webhooks deleted");
  return retired;
}
