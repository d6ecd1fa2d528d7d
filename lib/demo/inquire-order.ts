import "server-only";
import type { Database } from "@/db/client";
import { FlatPayError } from "@/public/sdk/flatpay.mjs";
import { describeExchange } from "./describe-exchange";
import { ensureDemoShop } from "./ensure-demo-shop";
import { recordOutcome } from "./record-outcome";
import { recordStep } from "./record-step";
import { recordingClient } from "./recording-client";

/** Ask the broker how an order stands, as a shop does before it ships, and note the answer. */
export async function inquireOrder(db: Database, orderId: string): Promise<void> {
  const shop = await ensureDemoShop(db);
  const { pay, exchanges } = recordingClient(shop);
  const at = new Date().toISOString();
  try {
    const transaction = await pay.inquiry({ order_id: orderId });
    const told = await describeExchange(exchanges, shop, transaction);
    await recordOutcome(db, orderId, transaction);
    const isSettled = transaction.ended_at !== null || transaction.paid_at !== null;
    await recordStep(db, orderId, "inquiry", { state: isSettled ? "done" : "doing", at, ...told });
  } catch (error) {
    if (!(error instanceof FlatPayError)) throw error;
    const told = await describeExchange(exchanges, shop, error);
    await recordStep(db, orderId, "inquiry", { state: "failed", at, ...told });
  }
}
