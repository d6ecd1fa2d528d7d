import { randomBytes } from "node:crypto";
import { FlatPay, FlatPayError, signRequest } from "../public/sdk/flatpay.mjs";
import { callAdmin } from "./stack/admin-api";
import { openShop } from "./stack/open-shop";
import { rawRequest } from "./stack/raw-request";
import { startBroker } from "./stack/start-broker";
import { expect, test } from "./test";

test("over a key's rate the answer is 429 with Retry-After, and other keys go on", async () => {
  // A tenth of the limits: 40 at once and 10 a second for a key, twice that for an address.
  const broker = await startBroker("limits", { RATE_LIMIT_SCALE: "0.1" });
  const shop = await openShop(broker.url);
  try {
    const { id } = await shop.open();
    const outcomes = await Promise.all(
      Array.from({ length: 70 }, () => shop.client.inquiry({ id }).catch((error) => error)),
    );
    const refused = outcomes.filter((one): one is FlatPayError => one instanceof FlatPayError);
    expect(refused.length).toBeGreaterThan(0);
    expect(outcomes.length - refused.length).toBeGreaterThanOrEqual(35);
    for (const error of refused) {
      expect(error).toMatchObject({ status: 429, reason: "rate_limited", retryable: true });
      expect(error.retryAfterSeconds).toBeGreaterThanOrEqual(1);
    }

    const other = await callAdmin(broker.url, `/apps/${shop.appId}/keys`, { mode: "test" });
    const client = new FlatPay({ baseUrl: broker.url, key: other.key, secret: other.secret });
    expect((await client.inquiry({ id })).id).toBe(id);

    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect((await shop.client.inquiry({ id })).id).toBe(id);
  } finally {
    await shop.close();
    await broker.stop();
  }
});

test("guessing is slowed down by the address of the socket, whatever address the headers claim", async () => {
  const broker = await startBroker("guessing");
  try {
    const path = "/v1/pay/inquiry";
    const guess = async (nth: number) => {
      const { headers } = await signRequest({
        key: `fpk_test_${randomBytes(13).toString("hex")}`,
        secret: "fps_test_a-guess",
        ...{ method: "POST", path, body: "{}" },
      });
      const address = `203.0.113.${nth}`;
      const claims = {
        "X-Forwarded-For": address,
        "X-Real-IP": address,
        "x-flatpay-peer": address,
        Forwarded: `for=${address}`,
        "CF-Connecting-IP": address,
      };
      return rawRequest(broker.url + path, {
        method: "POST",
        headers: { ...headers, ...claims, "Content-Type": "application/json" },
        body: "{}",
      });
    };
    const answers = await Promise.all(Array.from({ length: 120 }, (_, nth) => guess(nth)));
    const statuses = answers.map(({ status }) => status);
    const wrong = statuses.filter((status) => status === 401).length;
    const limited = answers.filter(({ status }) => status === 429);
    expect(wrong + limited.length).toBe(120);
    // A burst of 60, and one more for each second this took.
    expect(wrong).toBeGreaterThanOrEqual(60);
    expect(wrong).toBeLessThan(80);
    for (const { headers } of limited) expect(Number(headers["retry-after"])).toBeGreaterThan(0);
  } finally {
    await broker.stop();
  }
});
