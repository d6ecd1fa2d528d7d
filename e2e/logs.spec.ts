import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { signRequest } from "../public/sdk/flatpay.mjs";
import { adminToken } from "./stack/admin-api";
import { runJob } from "./stack/cron";
import { openShop } from "./stack/open-shop";
import { SECRETS } from "./stack/secrets";
import { startBroker } from "./stack/start-broker";
import { expect, test } from "./test";

const CARD = "6037991234567893";
const MOBILE = "09129876543";
const canary = (name: string) => `CANARY-${name}-${randomBytes(6).toString("hex")}`;

test("secrets, keys, full cards, mobiles and what people wrote never reach the log", async () => {
  const broker = await startBroker("logs", {
    LOG_LEVEL: "debug",
    ADMIN_PASSWORD: canary("password"),
  });
  const shop = await openShop(broker.url);
  try {
    // Every field of a good request, then the same in a bad one, which is logged with its cause.
    const wishes = {
      order_id: canary("order"),
      description: canary("description"),
      return_url: `${shop.site.origin}/return?cart=${canary("cart")}`,
      payer: { name: canary("name"), mobile: MOBILE, email: `${canary("mail")}@example.com` },
      card_pan: CARD,
      metadata: { [canary("key")]: canary("value"), card: CARD, mobile: `+98${MOBILE.slice(1)}` },
    };
    const opened = await shop.open(wishes);
    await shop.client.inquiry({ authority: opened.authority ?? "" });
    const bad = { ...wishes, amount: 1, currency: "IRT", [canary("member")]: shop.key.secret };
    for (const body of [JSON.stringify(bad), `{"${canary("broken")}":`, JSON.stringify(wishes)]) {
      const { headers } = await signRequest({
        method: "POST",
        path: "/v1/pay/request",
        body,
        key: shop.key.key,
        secret: shop.key.secret,
      });
      const answer = await fetch(`${broker.url}/v1/pay/request`, { method: "POST", headers, body });
      expect(answer.status).toBeGreaterThanOrEqual(400);
    }
    // Headers, queries and paths that carry what they should not.
    const secrets = { Authorization: `Bearer ${await adminToken()}`, Cookie: canary("cookie") };
    await fetch(`${broker.url}/v1/admin/transactions?q=${MOBILE}`, { headers: secrets });
    await fetch(`${broker.url}/v1/admin/transactions?${canary("query")}=1`, { headers: secrets });
    await fetch(`${broker.url}/callback/zarinpal?Authority=${canary("authority")}&Status=OK`);
    await fetch(`${broker.url}/pay/${opened.id}?token=${shop.key.secret}`);
    // A payment to its end, its webhook included.
    const bank = `${broker.url}/sandbox/zarinpal/pg/StartPay/${opened.authority}`;
    await fetch(bank, { method: "POST", body: new URLSearchParams({ act: "pay", scenario: "" }) });
    await runJob(broker.url, "webhooks");
    await expect.poll(() => shop.deliveriesOf(opened.id).length).toBeGreaterThan(0);
  } finally {
    await shop.close();
    await broker.stop();
  }
  const log = await readFile(join(import.meta.dirname, "../test-results/servers/logs.log"), "utf8");
  expect(log).toContain('"path":"/v1/pay/request"');
  const [, keySecret = ""] = shop.key.secret.split("fps_test_");
  const [, webhookSecret = ""] = shop.webhookSecret.split("whsec_");
  const forbidden = [
    ...["CANARY", CARD, MOBILE, MOBILE.slice(1), keySecret, webhookSecret],
    ...Object.values(SECRETS).filter((value) => !value.includes("@")),
    "eyJ", // The start of every JWT.
  ];
  for (const text of forbidden) {
    const line = log.split("\n").find((one) => one.includes(text));
    expect(line, `the log holds ${text}`).toBeUndefined();
  }
  for (const line of log.split("\n").filter((one) => one.startsWith("{"))) JSON.parse(line);
});
