/** Code for readers to take. samples.test.ts runs it against our own signing, so it cannot go stale. */

export const stringToSign = `FP1-HMAC-SHA256
{METHOD}
{path as on the request line}
{X-Timestamp}
{X-Nonce}
{X-Api-Key}
{lower-case hex SHA-256 of the raw body}`;

export const headers = `X-Api-Key:   fpk_test_01JD…
X-Timestamp: 1774000000
X-Nonce:     5f2b6c1e9a0d4e7f8b3c2d1a
X-Signature: v1=81bbf62e78fb53b3…`;

/** With the library's client of the first sample. */
export const sdkRefund = `export const refundHalf = (pay, order) =>
  pay.refund({
    transaction_id: order.transactionId,
    refund_id: order.id + "-return",
    amount: order.tomans / 2,
    currency: "IRT",
    reason: "One of two items came back",
  });`;

/** A site's whole part, with the library. */
export const sdk = (base: string) => `import { FlatPay } from "./flatpay.mjs";

const pay = new FlatPay({
  baseUrl: "${base}",
  key: process.env.FLATPAY_KEY,
  secret: process.env.FLATPAY_SECRET,
});

// 1. Open a payment and send the shopper to its page.
export async function startPayment(order) {
  const { pay_url } = await pay.request({
    order_id: order.id,
    amount: order.tomans,
    currency: "IRT",
    description: "Order " + order.id,
    return_url: "https://shop.example/return",
  });
  return pay_url;
}

// 2. The shopper is back: for display only.
export const readReturn = (url) => pay.verifyReturn(url);

// 3. The webhook: what you ship on. rawBody is the text as it arrived.
export const readWebhook = (rawBody, headers) =>
  FlatPay.verifyWebhook(rawBody, headers, process.env.FLATPAY_WEBHOOK_SECRET);`;

/** What a reader has instead of the real pair and address. */
const SAMPLE_SITE = {
  key: "fpk_test_…",
  secret: "fps_test_…",
  returnUrl: "https://shop.example/return",
};

/** Open a payment with curl and openssl; of no one's, or of one site's when its pair is given. */
export const curlRequest = (base: string, { key, secret, returnUrl } = SAMPLE_SITE) => `KEY=${key}
SECRET=${secret}
BODY='{"order_id":"A-1001","amount":15000,"currency":"IRT","description":"Order A-1001","return_url":"${returnUrl}"}'

TIME=$(date +%s)
NONCE=$(openssl rand -hex 16)
HASH=$(printf %s "$BODY" | openssl dgst -sha256 -r | cut -c1-64)
SIGNATURE=$(printf 'FP1-HMAC-SHA256\\nPOST\\n/v1/pay/request\\n%s\\n%s\\n%s\\n%s' "$TIME" "$NONCE" "$KEY" "$HASH" |
  openssl dgst -sha256 -hmac "$SECRET" -r | cut -c1-64)

curl ${base}/v1/pay/request \\
  -H "content-type: application/json" \\
  -H "x-api-key: $KEY" -H "x-timestamp: $TIME" \\
  -H "x-nonce: $NONCE" -H "x-signature: v1=$SIGNATURE" \\
  -d "$BODY"`;

/** A first payment with the library, of a site whose key is known; the secret stays in its own place. */
export const firstPayment = (
  base: string,
  { key, returnUrl }: { key: string; returnUrl: string },
) =>
  `// curl -O ${base}/sdk/flatpay.mjs
// node --env-file=flatpay-test.env first-payment.mjs
import { FlatPay } from "./flatpay.mjs";

const pay = new FlatPay({
  baseUrl: "${base}",
  key: "${key}",
  secret: process.env.FLATPAY_SECRET,
});

const { pay_url } = await pay.request({
  order_id: "A-" + Date.now(),
  amount: 15000,
  currency: "IRT",
  description: "First payment",
  return_url: "${returnUrl}",
});
console.log(pay_url);`;

/** The same in Node. */
export const nodeRequest = (
  base: string,
) => `import { createHash, createHmac, randomBytes } from "node:crypto";

const BASE = "${base}";
const KEY = process.env.FLATPAY_KEY;
const SECRET = process.env.FLATPAY_SECRET;

export async function call(path, data) {
  const body = JSON.stringify(data);
  const time = String(Math.floor(Date.now() / 1000));
  const nonce = randomBytes(16).toString("hex");
  const hash = createHash("sha256").update(body).digest("hex");
  const text = ["FP1-HMAC-SHA256", "POST", path, time, nonce, KEY, hash].join("\\n");
  const signature = createHmac("sha256", SECRET).update(text).digest("hex");
  const response = await fetch(BASE + path, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-api-key": KEY,
      "x-timestamp": time,
      "x-nonce": nonce,
      "x-signature": "v1=" + signature,
    },
    body,
  });
  return response.json();
}

// const { pay_url } = await call("/v1/pay/request", { order_id: "A-1001", … });
// const { status } = await call("/v1/pay/inquiry", { order_id: "A-1001" });`;

/** Check a shopper's return. */
export const nodeReturn = `import { createHmac, timingSafeEqual } from "node:crypto";

const NAMES = ["amount", "currency", "key", "order_id", "ref_id", "status", "timestamp", "transaction_id"];

// query: a URLSearchParams of the return; now: unix seconds
export function isGenuineReturn(query, secret, now = Date.now() / 1000) {
  const lines = NAMES.map((name) => name + "=" + encodeURIComponent(query.get(name) ?? ""));
  const text = ["FP1-RETURN", ...lines].join("\\n");
  const expected = createHmac("sha256", secret).update(text).digest();
  const given = Buffer.from(query.get("signature") ?? "", "hex");
  const fresh = Math.abs(now - Number(query.get("timestamp"))) <= 900;
  return fresh && given.length === expected.length && timingSafeEqual(given, expected);
}`;

/** Check a webhook in Node. */
export const nodeWebhook = `import { createHmac, timingSafeEqual } from "node:crypto";

// body: the raw text as it arrived; headers: a Headers object
export function isGenuineWebhook(body, headers, secret, now = Date.now() / 1000) {
  const id = headers.get("webhook-id");
  const time = headers.get("webhook-timestamp");
  if (!(Math.abs(now - Number(time)) <= 300)) return false;
  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  const expected = createHmac("sha256", key).update(id + "." + time + "." + body).digest();
  return (headers.get("webhook-signature") ?? "").split(" ").some((one) => {
    const given = Buffer.from(one.startsWith("v1,") ? one.slice(3) : "", "base64");
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}`;

/** Check a webhook in PHP. */
export const phpWebhook = `<?php
function is_genuine_webhook(string $body, array $headers, string $secret): bool {
    [$id, $time, $signatures] = [$headers['webhook-id'], $headers['webhook-timestamp'], $headers['webhook-signature']];
    if (abs(time() - (int) $time) > 300) return false;
    $key = base64_decode(substr($secret, strlen('whsec_')));
    $expected = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$time.$body", $key, true));
    foreach (explode(' ', $signatures) as $one) {
        if (hash_equals($expected, $one)) return true;
    }
    return false;
}

$body = file_get_contents('php://input');
$headers = array_change_key_case(getallheaders());
if (!is_genuine_webhook($body, $headers, getenv('FLATPAY_WEBHOOK_SECRET'))) {
    http_response_code(401);
    exit;
}`;

/** Check a webhook in Python. */
export const pythonWebhook = `import base64, hashlib, hmac, time

# body: the raw bytes as they arrived; headers: of the framework's request, or a dict in lower case
def is_genuine_webhook(body: bytes, headers, secret: str, now=None) -> bool:
    id, stamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not stamp.isdecimal() or abs((now or time.time()) - int(stamp)) > 300:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_") + "==")
    text = f"{id}.{stamp}.".encode() + body
    expected = b"v1," + base64.b64encode(hmac.new(key, text, hashlib.sha256).digest())
    offered = headers.get("webhook-signature", "").encode().split()
    return any(hmac.compare_digest(expected, one) for one in offered)`;

/** A request and its answer, in short. */
export const exchange = `{
  "order_id": "A-1001",
  "amount": 15000,
  "currency": "IRT",
  "return_url": "https://shop.example/return", …
}

// 201 Created
{
  "id": "trx_01JD8Z6T3Q4W5E6R7T8Y9VBNMC",
  "status": "open",
  "amount_rials": 150000,
  "pay_url": "https://pay.example.ir/pay/trx_01JD…", …
}`;

/** What an error looks like. */
export const errorBody = (base: string) => `{
  "error": {
    "code": "invalid_request",
    "reason": "amount_too_small",
    "field": "amount",
    "message": "Amount must be at least 10,000 Rials.",
    "message_fa": "مبلغ باید دست‌کم ۱۰٬۰۰۰ ریال باشد.",
    "request_id": "req_01JD…",
    "retryable": false,
    "doc_url": "${base}/docs/errors#amount_too_small"
  }
}`;
