import "server-only";
import { database } from "@/db/client";
import { FlatPay, FlatPaySignatureError, returnStringToSign } from "@/public/sdk/flatpay.mjs";
import { ensureDemoShop } from "./ensure-demo-shop";
import { inquireOrder } from "./inquire-order";
import { recordStep } from "./record-step";

const PARAMETERS = [
  "transaction_id",
  "order_id",
  "status",
  "amount",
  "currency",
  "ref_id",
  "timestamp",
  "key",
  "signature",
] as const;
/** Of a forged parameter, so much is kept for the page. */
const SHOWN_CHARS = 200;

/**
 * A shopper is back with a signed result. It is checked and shown; what the shop believes it then asks
 * the broker itself.
 * @param query the parameters as the browser brought them, the shop's own `order` among them
 * @returns false when the shop has no such order.
 */
export async function receiveReturn(query: URLSearchParams): Promise<boolean> {
  const db = database();
  const orderId = query.get("order") ?? "";
  const at = new Date().toISOString();
  const detail = PARAMETERS.map((label) => ({
    label,
    value: (query.get(label) ?? "").slice(0, SHOWN_CHARS),
  }));
  const shop = await ensureDemoShop(db);
  try {
    const result = await new FlatPay(shop).verifyReturn(query);
    const ageSeconds = Math.max(0, Math.floor(Date.now() / 1000) - result.timestamp);
    const isOurs = result.order_id === orderId;
    const checks = [
      { label: "check.key", value: "ours" },
      { label: "check.signature", value: "valid" },
      { label: "check.age", value: `${ageSeconds} s` },
      { label: "check.order", value: isOurs ? "ours" : "another order's return" },
    ];
    const step = { at, detail: [...detail, ...checks], raw: signedText(query) };
    const known = await recordStep(db, orderId, "return", {
      state: isOurs ? "done" : "failed",
      ...step,
    });
    if (known && isOurs) await inquireOrder(db, orderId);
    return known;
  } catch (error) {
    if (!(error instanceof FlatPaySignatureError)) throw error;
    const value = error.field ? `${error.reason} (${error.field})` : error.reason;
    const checks = [{ label: "check.signature", value }];
    return recordStep(db, orderId, "return", {
      state: "failed",
      at,
      detail: [...detail, ...checks],
    });
  }
}

function signedText(query: URLSearchParams): string {
  const text = (name: string) => query.get(name) ?? "";
  return returnStringToSign({
    amount: text("amount"),
    currency: text("currency"),
    key: text("key"),
    order_id: text("order_id"),
    ref_id: text("ref_id"),
    status: text("status"),
    timestamp: text("timestamp"),
    transaction_id: text("transaction_id"),
  });
}
