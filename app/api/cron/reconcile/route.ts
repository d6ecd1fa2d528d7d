import { cronJob } from "@/lib/gates/cron";
import { endpoint } from "@/lib/http/endpoint";
import { reconcileDue } from "@/lib/transactions/reconcile-due";

export {
  methodNotAllowed as DELETE,
  methodNotAllowed as PATCH,
  methodNotAllowed as PUT,
} from "@/lib/http/endpoint";

const BUDGET_MS = 40_000;

export const POST = endpoint({
  gate: cronJob("reconcile"),
  handle: async ({ ctx }) => Response.json(await reconcileDue(ctx, BUDGET_MS)),
});
export const GET = POST;
