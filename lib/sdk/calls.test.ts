import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { afterEach, beforeEach, expect, test } from "vitest";
import { anySignatureMatches, parseSignatures, requestStringToSign } from "@/lib/signing/fp1";
import {
  FlatPay,
  FlatPayConnectionError,
  FlatPayError,
  type FlatPayOptions,
  type PaymentRequest,
} from "@/public/sdk/flatpay.mjs";
import { key, secret } from "./signing-vectors.json";

type Answer = { status?: number; headers?: Record<string, string>; body: string } | "hang" | "drop";
type Seen = { path: string; headers: IncomingHttpHeaders; body: Buffer };

/** A broker that answers from a script and keeps what it was sent. */
let server: Server;
let baseUrl: string;
let script: Answer[];
let seen: Seen[];

beforeEach(async () => {
  script = [];
  seen = [];
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    seen.push({ path: request.url ?? "", headers: request.headers, body: Buffer.concat(chunks) });
    const answer = script.shift();
    if (answer === undefined) throw new Error("more requests than answers");
    if (answer === "drop") return request.socket.destroy();
    if (answer === "hang") return;
    response.writeHead(answer.status ?? 200, answer.headers).end(answer.body);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  baseUrl = `http://127.0.0.1:${address.port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

const payment: PaymentRequest = {
  order_id: "A-1",
  amount: 15_000,
  currency: "IRT",
  description: "خرید",
  return_url: "https://shop.example/return",
};
const ok: Answer = { status: 201, body: '{"id":"trx_1","status":"open"}' };
const problem = (status: number, error: object, headers = {}): Answer => ({
  status,
  headers: { "X-Request-Id": "req_9", ...headers },
  body: JSON.stringify({
    error: { message: "No.", message_fa: "نه.", request_id: "req_9", ...error },
  }),
});
const unavailable = problem(503, {
  code: "unavailable",
  reason: "provider_unavailable",
  retryable: true,
});

const client = (options: Partial<FlatPayOptions> = {}) =>
  new FlatPay({ baseUrl, key, secret, ...options });

async function failure(work: Promise<unknown>): Promise<FlatPayError> {
  const error = await work.then(
    () => "an answer",
    (thrown: unknown) => thrown,
  );
  if (error instanceof FlatPayError) return error;
  throw new Error(`expected a FlatPayError, got ${String(error)}`);
}

test("sends signed JSON to the contract's addresses and gives the answer back", async () => {
  script = [ok, ok, ok];
  const pay = client({ baseUrl: `${baseUrl}/` });
  expect(await pay.request(payment)).toEqual({ id: "trx_1", status: "open" });
  await pay.inquiry({ order_id: "A-1" });
  const refund = { transaction_id: "trx_1", refund_id: "R-1", amount: 3_000, currency: "IRT" };
  await pay.refund({ ...refund, currency: "IRT" });
  expect(seen.map(({ path }) => path)).toEqual([
    "/v1/pay/request",
    "/v1/pay/inquiry",
    "/v1/pay/refund",
  ]);
  expect(JSON.parse(String(seen[0]?.body))).toEqual(payment);
  expect(JSON.parse(String(seen[2]?.body))).toEqual(refund);
  for (const { path, headers, body } of seen) {
    expect(headers["content-type"]).toBe("application/json");
    const text = (name: string) => String(headers[name]);
    const stringToSign = requestStringToSign({
      method: "POST",
      path,
      timestamp: text("x-timestamp"),
      nonce: text("x-nonce"),
      key: text("x-api-key"),
      body,
    });
    const offered = parseSignatures(text("x-signature")) ?? [];
    expect(anySignatureMatches(secret, stringToSign, offered)).toBe(true);
  }
});

test("a path before /v1 is part of what is signed", async () => {
  script = [ok];
  await client({ baseUrl: `${baseUrl}/broker` }).request(payment);
  const [{ path, headers, body } = { path: "", headers: {}, body: Buffer.alloc(0) }] = seen;
  expect(path).toBe("/broker/v1/pay/request");
  const stringToSign = requestStringToSign({
    method: "POST",
    path,
    timestamp: String(headers["x-timestamp"]),
    nonce: String(headers["x-nonce"]),
    key,
    body,
  });
  const offered = parseSignatures(String(headers["x-signature"])) ?? [];
  expect(anySignatureMatches(secret, stringToSign, offered)).toBe(true);
});

test.each<[string, Answer]>([
  ["503", unavailable],
  ["504", problem(504, { code: "provider_timeout", reason: "provider_timeout", retryable: true })],
  ["429", problem(429, { code: "rate_limited", reason: "rate_limited", retryable: true })],
  [
    "order_in_progress",
    problem(409, { code: "conflict", reason: "order_in_progress", retryable: true }),
  ],
  ["a dropped connection", "drop"],
  ["a proxy's 502 page", { status: 502, body: "<h1>Bad gateway</h1>" }],
  ["an answer cut short", { status: 201, body: '{"id":"trx' }],
])("after %s it tries again with the same body and a new nonce", async (_, first) => {
  script = [first, ok];
  expect((await client().request(payment)).id).toBe("trx_1");
  const [one, two] = seen;
  expect(two?.body.equals(one?.body ?? Buffer.alloc(0))).toBe(true);
  expect(two?.headers["x-nonce"]).not.toBe(one?.headers["x-nonce"]);
  expect(two?.headers["x-signature"]).not.toBe(one?.headers["x-signature"]);
});

test("waits as long as Retry-After says", async () => {
  script = [
    problem(
      409,
      { code: "conflict", reason: "order_in_progress", retryable: true },
      { "Retry-After": "1" },
    ),
    ok,
  ];
  const startedMs = performance.now();
  await client().request(payment);
  expect(performance.now() - startedMs).toBeGreaterThan(990);
});

test("a Retry-After beyond its patience is told, not waited for", async () => {
  script = [
    problem(
      429,
      { code: "rate_limited", reason: "rate_limited", retryable: true },
      { "Retry-After": "3600" },
    ),
  ];
  const error = await failure(client().request(payment));
  expect(error).toMatchObject({ reason: "rate_limited", retryAfterSeconds: 3600, retryable: true });
});

test("stops after its retries and throws the last refusal", async () => {
  script = [unavailable, unavailable, unavailable];
  expect((await failure(client({ retries: 2 }).request(payment))).reason).toBe(
    "provider_unavailable",
  );
  expect(seen).toHaveLength(3);
  script = [unavailable];
  await failure(client({ retries: 0 }).request(payment));
  expect(seen).toHaveLength(4);
});

test("a refusal that will stay one is thrown at once, with all the broker said", async () => {
  const paid = { id: "trx_1", status: "paid" };
  script = [
    problem(422, {
      code: "invalid_request",
      reason: "amount_too_small",
      field: "amount",
      retryable: false,
    }),
    {
      status: 409,
      body: JSON.stringify({
        error: { code: "conflict", reason: "order_already_paid", message: "Paid." },
        transaction: paid,
      }),
    },
    { status: 404, body: "not here" },
    { status: 302, headers: { Location: "https://elsewhere.example/" }, body: "" },
  ];
  const pay = client();
  expect(await failure(pay.request(payment))).toMatchObject({
    name: "FlatPayError",
    code: "invalid_request",
    reason: "amount_too_small",
    field: "amount",
    status: 422,
    requestId: "req_9",
    retryable: false,
    retryAfterSeconds: null,
    messageFa: "نه.",
    message: "No. (amount_too_small)",
  });
  expect((await failure(pay.request(payment))).transaction).toEqual(paid);
  for (const status of [404, 302]) {
    const error = await failure(pay.request(payment));
    expect(error).toMatchObject({ status, reason: "unreadable_answer", retryable: false });
  }
  expect(seen).toHaveLength(4);
});

test("no answer in time and nobody there are connection errors that keep their cause", async () => {
  script = ["hang"];
  const slow = await failure(client({ timeoutMs: 100, retries: 0 }).request(payment));
  expect(slow).toBeInstanceOf(FlatPayConnectionError);
  expect(slow).toMatchObject({ reason: "timeout", status: null, retryable: true });
  const nobody = client({ baseUrl: "http://127.0.0.1:9", retries: 0 });
  const absent = await failure(nobody.inquiry({ id: "trx_1" }));
  expect(absent).toMatchObject({ code: "connection_failed", reason: "network" });
  expect(absent.cause).toBeInstanceOf(Error);
});

test("the caller's signal ends a call under way and a wait between two", async () => {
  const later = { code: "unavailable", reason: "provider_unavailable", retryable: true };
  script = ["hang", problem(503, later, { "Retry-After": "10" })];
  const startedMs = performance.now();
  const reason = new Error("the shopper left");
  const during = client().request(payment, { signal: abortAfter(100, reason) });
  await expect(during).rejects.toBe(reason);
  const between = client({ retries: 1 }).request(payment, { signal: abortAfter(150, reason) });
  await expect(between).rejects.toBe(reason);
  expect(performance.now() - startedMs).toBeLessThan(5_000);
  expect(seen).toHaveLength(2);
});

function abortAfter(ms: number, reason: Error): AbortSignal {
  const abort = new AbortController();
  setTimeout(() => abort.abort(reason), ms);
  return abort.signal;
}

test("uses the fetch it is given", async () => {
  const calls: string[] = [];
  const pay = client({
    fetch: async (input, init) => {
      calls.push(`${init?.method} ${input}`);
      return Response.json({ id: "trx_2" });
    },
  });
  expect((await pay.inquiry({ id: "trx_2" })).id).toBe("trx_2");
  expect(calls).toEqual([`POST ${baseUrl}/v1/pay/inquiry`]);
});

test("a wrong option is refused when the client is made, without telling the secret", () => {
  const wrong: Partial<FlatPayOptions>[] = [
    { baseUrl: "http://pay.example" },
    { baseUrl: "https://user@pay.example" },
    { baseUrl: "https://pay.example/?a=1" },
    { baseUrl: "pay.example" },
    { key: "pk_1" },
    { key: "fpk_live_x" },
    { secret: "fps_live_x" },
    { retries: -1 },
    { timeoutMs: 0 },
    { previousKeys: [{ key: "fpk_test_x", secret: "hunter2" }] },
  ];
  for (const options of wrong)
    expect(() => client(options), JSON.stringify(options)).toThrow(TypeError);
  expect(() => client({ baseUrl: "http://pay.example", allowHttp: true })).not.toThrow();
  expect(() => client({ key: "fpk_live_x" })).toThrow(/^(?!.*c2VjcmV0)/);
});

test("neither a log of the client nor its JSON shows the secret", async () => {
  const { inspect } = await import("node:util");
  const pay = client();
  expect(inspect(pay, { depth: 9, showHidden: true })).not.toContain(secret);
  expect(JSON.stringify(pay)).not.toContain(secret);
});
