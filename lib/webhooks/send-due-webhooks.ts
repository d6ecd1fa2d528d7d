import "server-only";
import type { ActorOf, Context } from "@/lib/context";
import { sendNoticeMails } from "@/lib/notices/send-notice-mails";
import { alignDeliveries } from "./align-deliveries";
import { oldestDueSeconds } from "./oldest-due";
import { reviewFailing } from "./review-failing";
import { type DeliveryTally, runDeliveries } from "./run-deliveries";

/** Schedulers commonly give up after a minute. */
const BUDGET_MS = 50_000;

/**
 * The net under `kickWebhooks`, for the cron route and the server's own scheduler: put straight what an
 * endpoint's change missed, see to those that fail, send what is due and say how far behind we are. Ends
 * within 50 s; runs may overlap.
 */
export async function sendDueWebhooks(
  ctx: Context<ActorOf<"system">>,
): Promise<DeliveryTally & { oldestDueSeconds: number }> {
  await alignDeliveries(ctx.db);
  await reviewFailing(ctx.db);
  const tally = await runDeliveries(ctx.db, { budgetMs: BUDGET_MS });
  // After them: what they show may be worth one.
  await sendNoticeMails(ctx);
  return { ...tally, oldestDueSeconds: await oldestDueSeconds(ctx.db) };
}
