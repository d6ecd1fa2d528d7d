import "server-only";
import { eq } from "drizzle-orm";
import { transactions } from "@/db/schema/transactions";
import type { Context } from "@/lib/context";
import { chooseWay, type Way } from "./choose-way";
import type { Refund } from "./find-refund";
import { readFacts } from "./read-facts";

/** How a refund that waits would go back if it were asked for now: its own reservation does not stand in its way. */
export async function chooseWayNow(
  ctx: Context,
  { transactionId, amountRials }: Pick<Refund, "transactionId" | "amountRials">,
): Promise<Way> {
  const [transaction] = await ctx.db
    .select()
    .from(transactions)
    .where(eq(transactions.id, transactionId));
  const found = transaction && (await readFacts(ctx, transaction));
  if (!found) return { closed: "not_refundable" };
  const { paid } = found.facts;
  const without = { ...paid, refundedRials: paid.refundedRials - amountRials };
  return chooseWay({ ...found.facts, paid: without }, amountRials);
}
