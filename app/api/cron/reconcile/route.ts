import { watchBooks } from "@/lib/books/watch-books";
import { cronJob } from "@/lib/gates/cron";
import { followHold } from "@/lib/holds/follow-hold";
import { endpoint } from "@/lib/http/endpoint";
import { advanceDueRefunds } from "@/lib/refunds/advance-due-refunds";
import { reconcileDue } from "@/lib/transactions/reconcile-due";

export {
  methodNotAllowed as DELETE,
  methodNotAllowed as PATCH,
  methodNotAllowed as PUT,
} from "@/lib/http/endpoint";

const BUDGET_MS = 40_000;

export const POST = endpoint({
  gate: cronJob("reconcile"),
  handle: async ({ ctx }) => {
    const [summary, refunds] = await Promise.all([
      reconcileDue(ctx, BUDGET_MS),
      advanceDueRefunds(ctx, BUDGET_MS),
    ]);
    const hold = await followHold(ctx);
    // After them: what is about to be settled is not yet amiss.
    const broken = await watchBooks(ctx);
    return Response.json({
      ...summary,
      refunds,
      ...(hold && { refunds_held: hold }),
      ...(broken && { books_broken: broken }),
    });
  },
});
export const GET = POST;
