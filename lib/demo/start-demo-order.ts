import "server-only";
import { database } from "@/db/client";
import { demoOrders } from "@/db/schema/demo";
import { BrokerError } from "@/lib/errors";
import { ulid } from "@/lib/ids/mint-id";
import { FlatPayError } from "@/public/sdk/flatpay.mjs";
import { describeExchange } from "./describe-exchange";
import { type DemoShop, ensureDemoShop } from "./ensure-demo-shop";
import { type DemoOrder, readDemoOrder } from "./get-demo-order";
import { requireDemo } from "./is-demo-on";
import { type DemoProduct, findProduct } from "./list-products";
import { recordOutcome } from "./record-outcome";
import { recordStatus, recordStep } from "./record-step";
import { recordingClient } from "./recording-client";

/**
 * A shopper buys a product: the shop notes the order and asks the broker for a payment, over HTTP and
 * signed. A refusal is noted too, and is no error here: the order page shows it.
 * @throws BrokerError `route_not_found` where the demo is off, `invalid_value` for an unknown product
 */
export async function startDemoOrder(productId: string, locale: "fa" | "en"): Promise<DemoOrder> {
  requireDemo();
  const product = findProduct(productId);
  if (!product) throw new BrokerError("invalid_request", "invalid_value", { field: "product" });
  // The shop's own world, like the simulator's: it has no gate to get a context from.
  const db = database();
  const shop = await ensureDemoShop(db);
  const id = `demo-${ulid()}`;
  const { amount, currency } = product;
  await db
    .insert(demoOrders)
    .values({ id, productId, locale, amount, currency, status: "opening" });
  await askForPayment(shop, id, product, locale);
  const order = await readDemoOrder(id);
  if (!order) throw new Error(`demo order ${id} is gone`);
  return order;
}

async function askForPayment(
  shop: DemoShop,
  orderId: string,
  product: DemoProduct,
  locale: "fa" | "en",
): Promise<void> {
  const db = database();
  const { pay, exchanges } = recordingClient(shop);
  const at = new Date().toISOString();
  try {
    const transaction = await pay.request({
      order_id: orderId,
      amount: product.amount,
      currency: product.currency,
      description: locale === "fa" ? product.name_fa : product.name_en,
      return_url: `${shop.baseUrl}/demo/return?order=${orderId}`,
      metadata: { product: product.id },
      locale,
    });
    const told = await describeExchange(exchanges, shop, transaction);
    await recordStep(db, orderId, "request", { state: "done", at, ...told });
    const detail = [{ label: "pay_url", value: transaction.pay_url }];
    await recordStep(db, orderId, "open", { state: "doing", at: null, detail });
    if (shop.webhookSecret === null) await noteNoWebhook(orderId);
    await recordOutcome(db, orderId, transaction);
  } catch (error) {
    if (!(error instanceof FlatPayError)) throw error;
    const told = await describeExchange(exchanges, shop, error);
    await recordStep(db, orderId, "request", { state: "failed", at, ...told });
    await recordStatus(db, orderId, "refused");
  }
}

function noteNoWebhook(orderId: string): Promise<boolean> {
  const value = "none: a deployment with a public name is never called by itself";
  const detail = [{ label: "check.endpoint", value }];
  return recordStep(database(), orderId, "webhook", { state: "todo", at: null, detail });
}
