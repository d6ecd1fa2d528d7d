import { setTimeout as sleep } from "node:timers/promises";
import type { Random } from "./random";
import type { Server } from "./server";
import { callSigned } from "./shop";
import type { Story } from "./shopper";

const TRIES = 5;
const BETWEEN_TRIES_MS = 300;

/**
 * The shop wants its order's money back, all parts at once and each under its own name, so that asking
 * again is safe. More may be asked for than was paid.
 */
export async function askBack(
  { servers, random }: { servers: readonly Server[]; random: Random },
  { plan, shop, transactionId, wrong }: Story,
): Promise<void> {
  if (transactionId === null) return;
  await Promise.all(
    plan.refunds.map(async (amount, index) => {
      const wish = { transaction_id: transactionId, refund_id: `R-${index}`, amount };
      for (let attempt = 0; attempt < TRIES; attempt++) {
        const server = random.pick(servers);
        const reply = await callSigned(server, shop, "/v1/pay/refund", {
          ...wish,
          currency: "IRR",
        });
        if (reply?.status === 200 || reply?.status === 201) return;
        const again = !reply || reply.status >= 500 || isNotYet(reply.body);
        if (!again && reply.status !== 409) wrong.push(`refund: ${reply.status} ${reply.body}`);
        if (!again) return;
        await sleep(BETWEEN_TRIES_MS);
      }
    }),
  );
}

/** Not paid up to now, or another refund of it is being looked up. */
const isNotYet = (body: string) => /not_refundable|refund_unresolved/.test(body);
