import "server-only";
import type { Context } from "@/lib/context";
import { log } from "@/lib/log";
import { carryOutRefund } from "./carry-out-refund";
import { getRefundRow, type Refund } from "./find-refund";

/** How long a caller waits for the provider; what is then still under way goes on and is recorded. */
const PATIENCE_MS = 12_000;

/** Carry a refund out now, and answer how it stands once the provider answered or patience ended. */
export async function sendWithPatience(ctx: Context, refundId: string): Promise<Refund> {
  const running = carryOutRefund(ctx, refundId, PATIENCE_MS);
  // Whoever waits sees a failure; when nobody does any more, the log must.
  running.catch((error) => log.error({ refundId, message: String(error) }, "refund failed"));
  await Promise.race([running, pause(PATIENCE_MS)]);
  return getRefundRow(ctx.db, refundId);
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref());
