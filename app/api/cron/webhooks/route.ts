import { cronJob } from "@/lib/gates/cron";
import { endpoint, methodNotAllowed } from "@/lib/http/endpoint";
import { oldestDueSeconds } from "@/lib/webhooks/oldest-due";
import { reapLeases } from "@/lib/webhooks/reap-leases";
import { runDeliveries } from "@/lib/webhooks/run-deliveries";

/** Schedulers commonly give up after a minute. */
const BUDGET_MS = 50_000;

/** The net under `kickWebhooks`: retries that came due, and what dead workers left behind. */
export const POST = endpoint({
  gate: cronJob("webhooks"),
  handle: async ({ ctx }) => {
    await reapLeases(ctx.db);
    const tally = await runDeliveries(ctx.db, { budgetMs: BUDGET_MS });
    return Response.json({ ...tally, oldest_due_s: await oldestDueSeconds(ctx.db) });
  },
});
export const GET = POST;
export { methodNotAllowed as PUT, methodNotAllowed as PATCH, methodNotAllowed as DELETE };
