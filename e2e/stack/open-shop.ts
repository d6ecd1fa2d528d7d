import { randomUUID } from "node:crypto";
import {
  FlatPay,
  type PaymentRequest,
  type ReturnResult,
  type Transaction,
} from "../../public/sdk/flatpay.mjs";
import { callAdmin } from "./admin-api";
import { type Delivery, startShopSite } from "./shop-site";

export type Shop = Awaited<ReturnType<typeof openShop>>;

/**
 * A shop as its owner would set it up: an app, a test key and a webhook endpoint made through the admin
 * API, a site with an origin of its own, and the SDK.
 */
export async function openShop(brokerUrl: string) {
  const site = await startShopSite();
  const app = await callAdmin(brokerUrl, "/apps", {
    name: "کتاب‌فروشی آزمون",
    slug: `e2e-${randomUUID().slice(0, 8)}`,
    return_origins: [site.origin],
    branding: { support_url: "https://shop.example/support" },
  });
  const key = await callAdmin(brokerUrl, `/apps/${app.id}/keys`, { mode: "test" });
  const endpoint = await callAdmin(brokerUrl, `/apps/${app.id}/webhook-endpoints`, {
    url: `${site.origin}/webhook`,
    mode: "test",
  });
  const client = new FlatPay({
    baseUrl: brokerUrl,
    key: key.key,
    secret: key.secret,
    // A test wants to see the first answer.
    retries: 0,
  });
  site.checkReturn((url) => client.verifyReturn(url));

  return {
    brokerUrl,
    site,
    client,
    appId: app.id as string,
    key: { id: key.id as string, key: key.key as string, secret: key.secret as string },
    webhookSecret: endpoint.secret as string,
    open: (given: Partial<PaymentRequest> = {}): Promise<Transaction> =>
      client.request({
        order_id: `e2e-${randomUUID()}`,
        amount: 125_000,
        currency: "IRT",
        description: "کتاب «بوف کور» و دو دفتر",
        return_url: `${site.origin}/return`,
        ...given,
      }),
    /** What the shop made of the shopper's returns for this payment, in order. */
    returnsOf: (id: string): ReturnResult[] => site.returns.filter((r) => r.transaction_id === id),
    /** The webhooks that arrived for this payment. */
    deliveriesOf: (id: string): Delivery[] =>
      site.deliveries.filter(({ body }) => JSON.parse(body).data.transaction?.id === id),
    close: () => site.close(),
  };
}
