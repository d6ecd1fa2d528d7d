import "server-only";
import { eq } from "drizzle-orm";
import { database } from "@/db/client";
import { demoOrders } from "@/db/schema/demo";
import { inquireOrder } from "./inquire-order";
import { requireDemo } from "./is-demo-on";
import { findProduct } from "./list-products";
import { DEMO_STEPS, type DemoStatus, type DemoStep, type DemoStepKey } from "./state";

/** An order as the shop's page shows it. `amount` is in whole units of `currency`. */
export type DemoOrder = {
  order_id: string;
  product: { name_fa: string; name_en: string };
  amount: number;
  currency: "IRR" | "IRT";
  status: DemoStatus;
  pay_url: string | null;
  steps: ({ key: DemoStepKey } & DemoStep)[];
};

type Row = typeof demoOrders.$inferSelect;

const ASK_AGAIN_MS = 6_000;
const UNKNOWN: DemoStep = { state: "todo", at: null, detail: [] };

/**
 * An order of the demo shop, or null. An order whose shopper is back while its outcome is not known is
 * asked after again, so that a page that looks every few seconds sees the end without a webhook.
 * @throws BrokerError `route_not_found` where the demo is off
 */
export async function getDemoOrder(orderId: string): Promise<DemoOrder | null> {
  requireDemo();
  const row = await findRow(orderId);
  if (!row) return null;
  if (!isWaiting(row)) return serialize(row);
  await inquireOrder(database(), orderId);
  return readDemoOrder(orderId);
}

/** The same as it is noted now; asks nobody. */
export async function readDemoOrder(orderId: string): Promise<DemoOrder | null> {
  const row = await findRow(orderId);
  return row && serialize(row);
}

async function findRow(orderId: string): Promise<Row | null> {
  const [row] = await database().select().from(demoOrders).where(eq(demoOrders.id, orderId));
  return row ?? null;
}

function isWaiting({ status, steps }: Row): boolean {
  const isUnsettled = status === "open" || status === "verifying";
  const askedMs = Date.parse(steps.inquiry?.at ?? "") || 0;
  return isUnsettled && steps.return?.state === "done" && Date.now() - askedMs > ASK_AGAIN_MS;
}

function serialize(row: Row): DemoOrder {
  const product = findProduct(row.productId);
  return {
    order_id: row.id,
    // A product that left the shelf is still named by its id.
    product: {
      name_fa: product?.name_fa ?? row.productId,
      name_en: product?.name_en ?? row.productId,
    },
    amount: row.amount,
    currency: row.currency,
    status: row.status,
    pay_url: row.payUrl,
    steps: DEMO_STEPS.map((key) => ({ key, ...(row.steps[key] ?? UNKNOWN) })),
  };
}
