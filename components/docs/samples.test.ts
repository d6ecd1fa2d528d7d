import { spawnSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { pathToFileURL } from "node:url";
import { afterEach, expect, test, vi } from "vitest";
import { refundPaymentBody } from "@/lib/refunds/schema";
import { hmacHex, requestStringToSign, returnStringToSign } from "@/lib/signing/fp1";
import { cases } from "../../lib/sdk/webhook-vectors.json";
import {
  curlRequest,
  firstPayment,
  nodeRequest,
  nodeReturn,
  nodeWebhook,
  pythonWebhook,
  sdk,
  sdkRefund,
} from "./samples";

const load = (code: string) => import(`data:text/javascript,${encodeURIComponent(code)}`);
const [key, secret] = ["fpk_test_A", "fps_test_B"];

afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

/** What our own gate would demand for a request with these headers. */
function expectedSignature(path: string, body: string, header: (name: string) => string): string {
  const signed = requestStringToSign({
    method: "POST",
    path,
    timestamp: header("x-timestamp"),
    nonce: header("x-nonce"),
    key: header("x-api-key"),
    body: Buffer.from(body),
  });
  return `v1=${hmacHex(secret, signed)}`;
}

test("the Node sample signs what it sends", async () => {
  vi.stubEnv("FLATPAY_KEY", key);
  vi.stubEnv("FLATPAY_SECRET", secret);
  const sent = vi.fn(async (_url: string, _init: RequestInit) => Response.json({}));
  vi.stubGlobal("fetch", sent);
  const { call } = await load(nodeRequest("https://pay.example"));
  await call("/v1/pay/inquiry", { order_id: "ف-۱" });
  const [url, init] = sent.mock.calls[0] ?? [];
  const headers = new Headers(init?.headers);
  expect(url).toBe("https://pay.example/v1/pay/inquiry");
  expect(headers.get("x-signature")).toBe(
    expectedSignature("/v1/pay/inquiry", String(init?.body), (name) => headers.get(name) ?? ""),
  );
});

test("the library sample opens a payment and reads what comes back", async () => {
  vi.stubEnv("FLATPAY_KEY", key);
  vi.stubEnv("FLATPAY_SECRET", secret);
  vi.stubEnv("FLATPAY_WEBHOOK_SECRET", webhookSecret);
  const sent = vi.fn(async (_url: string, _init: RequestInit) =>
    Response.json({ object: "transaction", pay_url: "https://pay.example/pay/trx_1" }),
  );
  vi.stubGlobal("fetch", sent);
  const library = pathToFileURL("public/sdk/flatpay.mjs").href;
  const shop = await load(sdk("https://pay.example").replace("./flatpay.mjs", library));
  expect(await shop.startPayment({ id: "A-1", tomans: 15000 })).toBe(
    "https://pay.example/pay/trx_1",
  );
  expect(JSON.parse(String(sent.mock.calls[0]?.[1].body))).toMatchObject({
    order_id: "A-1",
    amount: 15000,
    currency: "IRT",
  });
  await expect(shop.readReturn("https://shop.example/return?status=paid")).rejects.toThrow();
  await expect(shop.readWebhook(body, new Headers(webhook("other")))).rejects.toThrow();
});

test("the first payment is signed with the site's own key and its secret from the environment", async () => {
  vi.stubEnv("FLATPAY_SECRET", secret);
  const said = vi.spyOn(console, "log").mockImplementation(() => {});
  const sent = vi.fn(async (_url: string, _init: RequestInit) =>
    Response.json({ object: "transaction", pay_url: "https://pay.example/pay/trx_1" }),
  );
  vi.stubGlobal("fetch", sent);
  const library = pathToFileURL("public/sdk/flatpay.mjs").href;
  const returnUrl = "https://shop.example/return";
  const code = firstPayment("https://pay.example", { key, returnUrl });
  await load(code.replace("./flatpay.mjs", library));
  expect(said).toHaveBeenCalledWith("https://pay.example/pay/trx_1");
  said.mockRestore();
  const [url, init] = sent.mock.calls[0] ?? [];
  const headers = new Headers(init?.headers);
  expect(String(url)).toBe("https://pay.example/v1/pay/request");
  expect(JSON.parse(String(init?.body))).toMatchObject({ return_url: returnUrl });
  expect(headers.get("x-signature")).toBe(
    expectedSignature("/v1/pay/request", String(init?.body), (name) => headers.get(name) ?? ""),
  );
});

test("the shell sample signs what it sends", () => {
  const site = { key, secret, returnUrl: "https://shop.example/return" };
  const script = `curl() { printf '%s\\n' "$@"; }\n${curlRequest("https://pay.example", site)}`;
  const lines = spawnSync("bash", ["-c", script], { encoding: "utf8" }).stdout.trim().split("\n");
  const header = (name: string) =>
    lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? "";
  expect(header("x-signature")).toBe(
    expectedSignature("/v1/pay/request", lines.at(-1) ?? "", header),
  );
});

test("the return sample takes our signature, and no changed or old one", async () => {
  const fields = {
    amount: "15000",
    currency: "IRT",
    key,
    order_id: "A/1 ف",
    ref_id: "",
    status: "paid",
    timestamp: "1774000000",
    transaction_id: "trx_1",
  };
  const signature = hmacHex(secret, returnStringToSign(fields));
  const { isGenuineReturn } = await load(nodeReturn);
  const query = (changes = {}) => new URLSearchParams({ ...fields, signature, ...changes });
  expect(isGenuineReturn(query(), secret, 1774000900)).toBe(true);
  expect(isGenuineReturn(query({ status: "failed" }), secret, 1774000000)).toBe(false);
  expect(isGenuineReturn(query({ signature: "" }), secret, 1774000000)).toBe(false);
  expect(isGenuineReturn(query(), secret, 1774000901)).toBe(false);
});

const webhookSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const body = '{"a":"ف"}';
const webhook = (signed = body) => {
  const signer = createHmac("sha256", Buffer.from(webhookSecret.slice(6), "base64"));
  return {
    "webhook-id": "evt_1",
    "webhook-timestamp": "1774000000",
    "webhook-signature": `v1,bm8= v1,${signer.update(`evt_1.1774000000.${signed}`).digest("base64")}`,
  };
};

test("the Node webhook sample takes one good signature among several, and nothing else", async () => {
  const { isGenuineWebhook } = await load(nodeWebhook);
  const check = (headers: HeadersInit, now = 1774000000) =>
    isGenuineWebhook(body, new Headers(headers), webhookSecret, now);
  expect(check(webhook())).toBe(true);
  expect(check(webhook("other"))).toBe(false);
  expect(check(webhook(), 1774000301)).toBe(false);
  expect(check({})).toBe(false);
});

// What the samples need not know of: several secrets, and what a body must be for the library to read it.
const forSamples = cases.filter(({ secrets }) => secrets.length === 1);
const isGenuine = ({ sdk, body }: (typeof cases)[number]) =>
  sdk === "accepted" || (sdk === "malformed" && body === "");

test("the Node sample judges the whole catalogue of vectors as the library does", async () => {
  const { isGenuineWebhook } = await load(nodeWebhook);
  for (const one of forSamples) {
    const given = new Headers(Object.entries(one.headers).filter(([, value]) => value));
    const verdict = isGenuineWebhook(one.body, given, one.secrets[0], one.now);
    expect(verdict, one.name).toBe(isGenuine(one));
  }
});

const hasPython = spawnSync("python3", ["-c", "0"]).status === 0;
test.skipIf(!hasPython)("the Python sample does, too", () => {
  const judge = `import json,sys\n${pythonWebhook}\nfor a in json.load(sys.stdin): print(is_genuine_webhook(a["body"].encode(), {k: v for k, v in a["headers"].items() if v}, a["secrets"][0], a["now"]))`;
  const { stdout, stderr } = spawnSync("python3", ["-c", judge], {
    encoding: "utf8",
    input: JSON.stringify(forSamples),
  });
  expect(stderr).toBe("");
  const verdicts = forSamples.map((one) => (isGenuine(one) ? "True" : "False"));
  expect(stdout.trim().split("\n")).toEqual(verdicts);
});

test("the refund sample asks for what the contract takes", async () => {
  const { refundHalf } = await load(sdkRefund);
  const pay = { refund: (wish: unknown) => refundPaymentBody.parse(wish) };
  expect(refundHalf(pay, { id: "A-1", transactionId: "trx_1", tomans: 6_000 })).toMatchObject({
    refund_id: "A-1-return",
    amount: 3_000,
  });
});
