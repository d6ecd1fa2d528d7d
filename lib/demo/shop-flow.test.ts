import { createServer, type Server } from "node:http";
import { NextRequest } from "next/server";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { GET as readOrder } from "@/app/demo/orders/[orderId]/route";
import { POST as order } from "@/app/demo/orders/route";
import { GET as comeBack } from "@/app/demo/return/route";
import { POST as hear } from "@/app/demo/webhook/route";
import type { Database } from "@/db/client";
import { env } from "@/lib/env";
import { ensureDefaults } from "@/lib/profiles/ensure-defaults";
import { hmacHex, type ReturnFields, returnStringToSign } from "@/lib/signing/fp1";
import { testDatabase } from "@/lib/testing/test-context";
import { signWebhook } from "@/lib/webhooks/sign-webhook";
import { type DemoShop, ensureDemoShop } from "./ensure-demo-shop";
import type { DemoOrder } from "./get-demo-order";

/** A broker that says what it is told to; the demo reaches it over HTTP, as it reaches the real one. */
let broker: Server;
let answers: { status: number; body: object }[];
let asked: string[];
let db: Database;
let shop: DemoShop;

beforeAll(async () => {
  broker = createServer((request, response) => {
    asked.push(request.url ?? "");
    const answer = answers.shift();
    if (!answer) return request.socket.destroy();
    response.writeHead(answer.status, { "X-Request-Id": "req_1" }).end(JSON.stringify(answer.body));
  });
  await new Promise<void>((listening) => broker.listen(0, "127.0.0.1", listening));
  const address = broker.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  vi.stubEnv("PUBLIC_URL", `http://127.0.0.1:${address.port}`);
  db = await testDatabase();
  await ensureDefaults(db);
  shop = await ensureDemoShop(db);
});

afterAll(() => new Promise((closed) => broker.close(closed)));

beforeEach(() => {
  answers = [];
  asked = [];
});

const transaction = (orderId: string, more: object = {}) => ({
  id: "trx_1",
  object: "transaction",
  mode: "test",
  order_id: orderId,
  status: "open",
  pay_url: `${env().PUBLIC_URL}/pay/trx_1`,
  authority: "S1",
  ref_id: null,
  card_pan: null,
  failure: null,
  paid_at: null,
  ended_at: null,
  ...more,
});
const PAID = {
  status: "paid",
  ref_id: "59421827101",
  paid_at: "2026-11-21T10:00:00.000Z",
  ended_at: "2026-11-21T10:00:00.000Z",
};

const at = (path: string, init?: ConstructorParameters<typeof NextRequest>[1]) =>
  new NextRequest(`${env().PUBLIC_URL}${path}`, init);
const noParams = { params: Promise.resolve({}) };

async function placeOrder(): Promise<string> {
  answers = [{ status: 201, body: transaction("any") }];
  const request = at("/demo/orders", {
    method: "POST",
    body: new URLSearchParams({ product: "tea" }),
  });
  const response = await order(request, noParams);
  expect(response.status).toBe(303);
  return (response.headers.get("Location") ?? "").replace("/demo/", "");
}

async function look(orderId: string): Promise<DemoOrder> {
  const response = await readOrder(at(`/demo/orders/${orderId}`), {
    params: Promise.resolve({ orderId }),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as DemoOrder;
}

const stateOf = ({ steps }: DemoOrder) =>
  Object.fromEntries(steps.map(({ key, state }) => [key, state]));

function returnPath(orderId: string, changes: Partial<ReturnFields> = {}): string {
  const fields: ReturnFields = {
    amount: "480000",
    currency: "IRT",
    key: shop.key,
    order_id: orderId,
    ref_id: "59421827101",
    status: "paid",
    timestamp: `${Math.floor(Date.now() / 1000)}`,
    transaction_id: "trx_1",
  };
  const signature = hmacHex(shop.secret, returnStringToSign(fields));
  const query = new URLSearchParams({ order: orderId, ...fields, ...changes, signature });
  return `/demo/return?${query}`;
}

function webhook(orderId: string, secret = shop.webhookSecret ?? "") {
  const id = "evt_1";
  const timestamp = Math.floor(Date.now() / 1000);
  const data = { transaction: transaction(orderId, PAID) };
  const body = JSON.stringify({ type: "transaction.paid", timestamp: "", id, seq: 7, data });
  const headers = {
    "webhook-id": id,
    "webhook-timestamp": `${timestamp}`,
    "webhook-signature": signWebhook([secret], { id, timestamp, body }),
  };
  return at("/demo/webhook", { method: "POST", headers, body });
}

test("an order is asked for, paid, returned, told and asked after; each step is shown, no secret is", async () => {
  const id = await placeOrder();
  const opened = await look(id);
  expect(opened).toMatchObject({ order_id: id, amount: 480_000, currency: "IRT", status: "open" });
  expect(opened.pay_url).toBe(`${env().PUBLIC_URL}/pay/trx_1`);
  expect(stateOf(opened)).toMatchObject({ request: "done", open: "doing", bank: "todo" });

  answers = [{ status: 200, body: transaction(id, PAID) }];
  const back = await comeBack(at(returnPath(id)), noParams);
  expect(back.headers.get("Location")).toBe(`/demo/${id}`);
  const returned = await look(id);
  expect(returned.status).toBe("paid");
  expect(stateOf(returned)).toMatchObject({ return: "done", webhook: "todo", inquiry: "done" });

  answers = [{ status: 200, body: transaction(id, PAID) }];
  expect((await hear(webhook(id), noParams)).status).toBe(204);
  const told = await look(id);
  expect(new Set(Object.values(stateOf(told)))).toEqual(new Set(["done"]));
  expect(asked).toEqual(["/v1/pay/request", "/v1/pay/inquiry", "/v1/pay/inquiry"]);

  const shown = JSON.stringify(told);
  expect(shown).toContain("FP1-HMAC-SHA256");
  expect(shown).toContain("FP1-RETURN");
  for (const secret of [shop.secret, shop.webhookSecret ?? ""]) expect(shown).not.toContain(secret);
});

test("a forged return is shown as failed, and a forged webhook changes nothing", async () => {
  const id = await placeOrder();
  asked = [];
  await comeBack(at(returnPath(id, { amount: "1" })), noParams);
  const stranger = webhook(id, `whsec_${Buffer.alloc(32, 1).toString("base64")}`);
  expect((await hear(stranger, noParams)).status).toBe(401);
  const after = await look(id);
  expect(after.status).toBe("open");
  expect(stateOf(after)).toMatchObject({ return: "failed", webhook: "todo", inquiry: "todo" });
  expect(asked).toEqual([]);
});

test("a forged return after the real one does not undo it", async () => {
  const id = await placeOrder();
  answers = [{ status: 200, body: transaction(id, PAID) }];
  await comeBack(at(returnPath(id)), noParams);
  await comeBack(at(returnPath(id, { status: "failed" })), noParams);
  expect(stateOf(await look(id)).return).toBe("done");
});

test("another order's return, well signed, does not count for this one", async () => {
  const [mine, other] = [await placeOrder(), await placeOrder()];
  const path = returnPath(other).replace(`order=${other}`, `order=${mine}`);
  await comeBack(at(path), noParams);
  const after = await look(mine);
  expect(after.status).toBe("open");
  expect(stateOf(after).return).toBe("failed");
});

test("a return that says paid is not believed: the inquiry decides", async () => {
  const id = await placeOrder();
  answers = [{ status: 200, body: transaction(id, { status: "verifying" }) }];
  await comeBack(at(returnPath(id)), noParams);
  const after = await look(id);
  expect(after.status).toBe("verifying");
  expect(stateOf(after)).toMatchObject({ bank: "doing", inquiry: "doing" });
});

test("what the broker refuses, or does not answer, is shown as the order's failure", async () => {
  const post = () =>
    order(
      at("/demo/orders", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: '{"product":"tea","locale":"en"}',
      }),
      noParams,
    );
  const error = { code: "forbidden", reason: "app_suspended", message: "Suspended." };
  answers = [{ status: 403, body: { error } }];
  const refused = (await (await post()).json()) as DemoOrder;
  expect(refused).toMatchObject({ status: "refused", pay_url: null });
  expect(refused.steps[0]).toMatchObject({ key: "request", state: "failed" });
  expect(refused.steps[0]?.detail).toContainEqual({ label: "reason", value: "app_suspended" });
  const unanswered = (await (await post()).json()) as DemoOrder;
  expect(unanswered.steps[0]?.detail).toContainEqual({ label: "reason", value: "network" });
  expect(unanswered.steps[0]?.detail).toContainEqual({ label: "attempts", value: "3" });
});

test("an unknown product and an unknown order are refused", async () => {
  const body = new URLSearchParams({ product: "yacht" });
  expect((await order(at("/demo/orders", { method: "POST", body }), noParams)).status).toBe(422);
  const orderId = "demo-nobody";
  const gone = await readOrder(at(`/demo/orders/${orderId}`), {
    params: Promise.resolve({ orderId }),
  });
  expect(gone.status).toBe(404);
  expect((await comeBack(at(returnPath(orderId)), noParams)).status).toBe(404);
});

test("without the sandbox there is no demo", async () => {
  const id = await placeOrder();
  const on = env();
  on.SANDBOX = false;
  try {
    const body = new URLSearchParams({ product: "tea" });
    const params = Promise.resolve({ orderId: id });
    const responses = await Promise.all([
      order(at("/demo/orders", { method: "POST", body }), noParams),
      readOrder(at(`/demo/orders/${id}`), { params }),
      comeBack(at(returnPath(id)), noParams),
      hear(webhook(id), noParams),
    ]);
    expect(responses.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  } finally {
    on.SANDBOX = true;
  }
});
