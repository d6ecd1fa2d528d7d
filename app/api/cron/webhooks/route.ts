import { cronJob } from "@/lib/gates/cron";
import { endpoint, methodNotAllowed } from "@/lib/http/endpoint";
import { sweepWebhooks } from "@/lib/webhooks/retention/sweep-webhooks";
import { sendDueWebhooks } from "@/lib/webhooks/send-due-webhooks";

export const POST = endpoint({
  gate: cronJob("webhooks"),
  handle: async ({ ctx }) => {
    const [{ oldestDueSeconds, ...tally }] = await Promise.all([
      sendDueWebhooks(ctx),
      sweepWebhooks(ctx),
    ]);
    return Response.json({ ...tally, oldest_due_s: oldestDueSeconds });
  },
});
/** For schedulers that only know GET (client-api.md §9). */
export const GET = POST;
export { methodNotAllowed as DELETE, methodNotAllowed as PATCH, methodNotAllowed as PUT };
