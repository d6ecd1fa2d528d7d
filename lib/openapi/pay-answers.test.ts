import { afterAll, beforeAll, expect, test } from "vitest";
import { POST as INQUIRE } from "@/app/v1/pay/inquiry/route";
import { POST as REQUEST } from "@/app/v1/pay/request/route";
import { expectDocumented } from "@/lib/testing/expect-documented";
import { makeShop, type Shop } from "@/lib/testing/factories";
import { type ProviderDouble, startProviderDouble } from "@/lib/testing/provider-double";
import { signedCall } from "@/lib/testing/signed-call";
import { testDatabase } from "@/lib/testing/test-context";

let provider: ProviderDouble;
let shop: Shop;
beforeAll(async () => {
  provider = await startProviderDouble();
  process.env.SANDBOX_URL = provider.url;
  shop = await makeShop(await testDatabase());
});
afterAll(() => provider.close());

const ORDER = {
  order_id: "D-1",
  amount: 15_000,
  currency: "IRT",
  description: "سفارش",
  return_url: "https://shop.example/return",
  metadata: { cart: 7, gift: true },
};
const DOORS = {
  requestPayment: [REQUEST, "/v1/pay/request"],
  inquirePayment: [INQUIRE, "/v1/pay/inquiry"],
} as const;

/** Call one door, hold its answer against the document, and say how it went. */
async function ask(
  name: keyof typeof DOORS,
  body: unknown,
  changes?: Parameters<typeof signedCall>[4],
): Promise<string> {
  const [door, path] = DOORS[name];
  const response = await signedCall(door, path, shop.key, body, changes);
  const answer = {
    status: response.status,
    headers: response.headers,
    body: await response.json(),
  };
  expectDocumented(name, answer);
  return `${answer.status} ${answer.body.error?.reason ?? answer.body.status}`;
}

test("what the payment doors really answer is what the document says", async () => {
  expect(await ask("requestPayment", ORDER)).toBe("201 open");
  expect(await ask("requestPayment", ORDER)).toBe("200 open");
  expect(await ask("requestPayment", { ...ORDER, amount: 16_000 })).toBe("409 order_changed");
  expect(await ask("requestPayment", { ...ORDER, amount: 1 })).toBe("422 amount_too_small");
  expect(await ask("requestPayment", "{")).toBe("400 invalid_json");
  const unsigned = { headers: { "X-Signature": null } };
  expect(await ask("requestPayment", ORDER, unsigned)).toBe("401 missing_header");
  const wrong = { headers: { "X-Signature": `v1=${"0".repeat(64)}` } };
  expect(await ask("inquirePayment", { order_id: "D-1" }, wrong)).toBe("401 invalid_credentials");
  const text = { headers: { "Content-Type": "text/plain" } };
  expect(await ask("requestPayment", ORDER, text)).toBe("415 unsupported_media_type");
  expect(await ask("inquirePayment", { order_id: "none" })).toBe("404 transaction_not_found");
  expect(await ask("inquirePayment", { order_id: "D-1" })).toMatch(/^200 (open|verifying)$/);
});
