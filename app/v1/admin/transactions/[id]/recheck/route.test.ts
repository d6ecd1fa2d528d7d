import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { merchantProfiles, tenants } from "@/db/schema/tenants";
import { ensureDefaults } from "@/lib/profiles/ensure-defaults";
import { adminCall } from "@/lib/testing/admin-call";
import { expectDocumented } from "@/lib/testing/expect-documented";
import {
  makeAccount,
  makeApp,
  makeKey,
  makeShop,
  makeTransaction,
  type Shop,
  shopContext,
} from "@/lib/testing/factories";
import { type ProviderDouble, startProviderDouble } from "@/lib/testing/provider-double";
import { testDatabase } from "@/lib/testing/test-context";
import { openTransaction } from "@/lib/transactions/open-transaction";
import { requestBody } from "@/lib/transactions/schema";
import { GET, POST } from "./route";

let db: Database;
let provider: ProviderDouble;
let shop: Shop;

beforeAll(async () => {
  provider = await startProviderDouble();
  process.env.SANDBOX_URL = provider.url;
  db = await testDatabase();
  await ensureDefaults(db);
  const [owner] = await db
    .select({ tenantId: tenants.id, profileId: merchantProfiles.id })
    .from(tenants)
    .innerJoin(merchantProfiles, eq(merchantProfiles.tenantId, tenants.id));
  if (!owner) throw new Error("no default tenant");
  const account = await makeAccount(db, owner);
  const app = await makeApp(db, {}, owner);
  shop = { ...owner, account, app, key: await makeKey(db, app) };
});
afterAll(() => provider.close());

async function open(orderId: string) {
  const input = requestBody.parse({
    order_id: orderId,
    amount: 15000,
    currency: "IRT",
    description: "سفارش",
    return_url: "https://shop.example/return",
  });
  const { transaction, attempt } = await openTransaction(shopContext(db, shop), input);
  return { id: transaction.id, authority: attempt?.authority ?? "" };
}
const recheck = (id: string) =>
  adminCall(POST, { method: "POST", role: "support", params: { id } });

test("answers the transaction as it is now, and what the provider said in its code and words", async () => {
  const { id, authority } = await open("D-1");
  provider.pay(authority);
  const answer = await recheck(id);
  expectDocumented("recheckTransaction", answer);
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({
    id,
    object: "transaction",
    status: "paid",
    exception: null,
    recheck: {
      result: "answered",
      answers: [
        { call: "inquiry", http_status: 200, code: "100" },
        { call: "verify", http_status: 200, code: "100", message_fa: "عملیات موفق." },
      ],
    },
  });
  const again = await recheck(id);
  expectDocumented("recheckTransaction", again);
  // Nothing more is verified; only how the provider sees it is asked.
  const answers = [{ call: "inquiry", http_status: 200, code: "100" }];
  expect(again.body).toMatchObject({ status: "paid", recheck: { result: "answered", answers } });
});

test("a provider that does not answer is no failure of ours", async () => {
  const { id } = await open("D-2");
  provider.fail("inquiry", "drop");
  provider.fail("verify", { status: 502, body: "<html>Bad gateway</html>" });
  const answer = await recheck(id);
  expectDocumented("recheckTransaction", answer);
  const nothing = { code: null, message: null, message_fa: null };
  expect(answer.body).toMatchObject({
    status: "verifying",
    recheck: {
      result: "answered",
      answers: [
        { call: "inquiry", http_status: null, ...nothing },
        { call: "verify", http_status: 502, ...nothing },
      ],
    },
  });
});

test("too many at one transaction are told when to come again", async () => {
  const { id } = await open("D-3");
  for (let i = 0; i < 3; i++) expect((await recheck(id)).status).toBe(200);
  const refused = await recheck(id);
  expectDocumented("recheckTransaction", refused);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
});

test("another tenant's and what is no id are alike not found; only POST is there", async () => {
  const foreign = await makeTransaction(db, await makeShop(db));
  for (const id of [foreign.id, "trx_00000000000000000000000000", "x"]) {
    const answer = await recheck(id);
    expectDocumented("recheckTransaction", answer);
    expect(answer.body.error).toMatchObject({ code: "not_found", reason: "transaction_not_found" });
  }
  expect((await adminCall(GET, { params: { id: foreign.id } })).status).toBe(405);
});
