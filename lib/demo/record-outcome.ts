import "server-only";
import type { Database } from "@/db/client";
import type { Transaction } from "@/public/sdk/flatpay.mjs";
import { recordStatus, recordStep } from "./record-step";
import type { DemoStep } from "./state";

/**
 * Take over what the broker itself said of an order, by webhook or inquiry, and what follows from it:
 * the shop sees neither the payment page nor the bank, but an end proves that its shopper was there.
 */
export async function recordOutcome(
  db: Database,
  orderId: string,
  transaction: Transaction,
): Promise<void> {
  const { status } = transaction;
  await recordStatus(db, orderId, status, transaction.pay_url);
  if (status === "created" || status === "open") return;
  if (status !== "expired") {
    const detail = [{ label: "pay_url", value: transaction.pay_url }];
    await recordStep(db, orderId, "open", { state: "done", at: null, detail });
  }
  await recordStep(db, orderId, "bank", describeBank(transaction));
}

function describeBank(transaction: Transaction): DemoStep {
  const { status, ref_id, card_pan, failure, paid_at, ended_at } = transaction;
  const told = { status, ref_id, card_pan, reason: failure?.reason ?? null };
  return {
    state: status === "paid" ? "done" : status === "verifying" ? "doing" : "failed",
    at: paid_at ?? ended_at,
    detail: Object.entries(told).flatMap(([label, value]) =>
      value === null ? [] : [{ label, value }],
    ),
  };
}
