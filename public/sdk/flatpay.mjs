/**
 * FlatPay SDK 1.0.0, part of FlatPay. One file, no dependencies: copy it into a project or import it.
 *
 * Runs wherever there are `fetch` and WebCrypto: Node 18 or newer, Deno, Bun, edge workers. Server side
 * only: the secret must never reach a browser. Types are in flatpay.d.mts beside this file.
 *
 *   const pay = new FlatPay({ baseUrl: "https://pay.example.ir", key: "fpk_…", secret: "fps_…" });
 *   const { pay_url } = await pay.request({ order_id, amount, currency: "IRT", description, return_url });
 *   const back = await pay.verifyReturn(request.url);                        // for display
 *   const event = await FlatPay.verifyWebhook(rawBody, headers, "whsec_…");  // to ship on
 */

export const VERSION = "1.0.0";

const TIMEOUT_MS = 20_000;
const RETRIES = 2;
/** A server that asks for more patience than this gets none: the caller is told instead. */
const RETRY_WAIT_MAX_MS = 30_000;
const BACKOFF_FIRST_MS = 400;
const BACKOFF_MAX_MS = 5_000;
const RETURN_MAX_AGE_SECONDS = 900;
/** How far the sender's clock may be ahead of ours. */
const CLOCK_SKEW_SECONDS = 300;
const WEBHOOK_TOLERANCE_SECONDS = 300;
const NONCE_BYTES = 16;

const RETRYABLE_STATUSES = new Set([429, 502, 503, 504]);
const RETURN_FIELDS = [
  "amount",
  "currency",
  "key",
  "order_id",
  "ref_id",
  "status",
  "timestamp",
  "transaction_id",
];
const RETURN_STATUSES = new Set(["paid", "failed", "canceled", "expired", "verifying"]);
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Anything this SDK refuses or is refused. `retryable`: the same call may work later, unchanged. */
export class FlatPayError extends Error {
  constructor(message, details) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = "FlatPayError";
    this.code = details.code;
    this.reason = details.reason;
    this.field = details.field ?? null;
    this.status = details.status ?? null;
    this.requestId = details.requestId ?? null;
    this.retryable = details.retryable ?? false;
    this.retryAfterSeconds = details.retryAfterSeconds ?? null;
    this.messageFa = details.messageFa ?? null;
    this.provider = details.provider ?? null;
    this.transaction = details.transaction ?? null;
  }
}

/** No readable answer came: `network`, `timeout` or `unreadable_answer`. The order may exist; ask again. */
export class FlatPayConnectionError extends FlatPayError {
  constructor(message, details) {
    super(message, { retryable: true, ...details, code: "connection_failed" });
    this.name = "FlatPayConnectionError";
  }
}

/** A return or a webhook that must not be believed; `reason` says why. */
export class FlatPaySignatureError extends FlatPayError {
  constructor(message, details) {
    super(message, { ...details, code: "not_authentic" });
    this.name = "FlatPaySignatureError";
  }
}

/** A client app's view of the broker: asks for payments, asks after them, and checks what comes back. */
export class FlatPay {
  #key;
  #secret;
  #previousKeys;
  #baseUrl;
  #fetch;
  #timeoutMs;
  #retries;

  constructor(options) {
    const { baseUrl, key, secret, previousKeys = [], allowHttp = false } = options;
    for (const pair of [{ key, secret }, ...previousKeys]) assertPair(pair);
    this.#baseUrl = readBaseUrl(baseUrl, allowHttp);
    this.#key = key;
    this.#secret = secret;
    this.#previousKeys = previousKeys.map((pair) => ({ ...pair }));
    // Called through an arrow: browsers and workers refuse a fetch torn off its global.
    this.#fetch = options.fetch ?? ((...args) => globalThis.fetch(...args));
    this.#timeoutMs = readCount("timeoutMs", options.timeoutMs ?? TIMEOUT_MS, 1);
    this.#retries = readCount("retries", options.retries ?? RETRIES, 0);
  }

  /** Open a payment, or find the open one of the same order. Send the shopper to its `pay_url`. */
  request(payment, options) {
    return this.#post("/v1/pay/request", payment, options);
  }

  /** A payment's state now, by exactly one of `id`, `order_id` and `authority`. */
  inquiry(query, options) {
    return this.#post("/v1/pay/inquiry", query, options);
  }

  /**
   * Give a paid payment's money back, all of it or a part. Its `refund_id` makes it safe to repeat: the
   * same one is the same refund, and tells how it stands now.
   */
  refund(refund, options) {
    return this.#post("/v1/pay/refund", refund, options);
  }

  /**
   * Check what the shopper's browser brought back: that one of our keys signed it, and lately. The
   * result is for display; ship on a webhook or an inquiry.
   */
  async verifyReturn(urlOrQuery, options = {}) {
    const { maxAgeSeconds = RETURN_MAX_AGE_SECONDS, now } = options;
    const fields = readReturn(urlOrQuery);
    const known = [{ key: this.#key, secret: this.#secret }, ...this.#previousKeys];
    const pair = known.find(({ key }) => key === fields.key);
    if (!pair) throw notAuthentic("unknown_key", "The return is signed by a key that is not ours.");
    if (!/^[0-9a-f]{64}$/.test(fields.signature)) {
      throw notAuthentic("malformed", "The return's signature is not 64 lower-case hex digits.");
    }
    const expected = await hmac(utf8(pair.secret), utf8(returnStringToSign(fields)));
    if (!equalBytes(expected, fromHex(fields.signature))) {
      throw notAuthentic("wrong_signature", "The return's signature does not fit its content.");
    }
    assertFresh(fields.timestamp, now, {
      pastSeconds: maxAgeSeconds,
      futureSeconds: CLOCK_SKEW_SECONDS,
    });
    // Signed, so this holds; but nobody should have to trust that an amount is a number.
    if (!RETURN_STATUSES.has(fields.status) || !/^[1-9][0-9]{0,14}$/.test(fields.amount)) {
      throw notAuthentic("malformed", "The return is signed but cannot be read.");
    }
    return {
      transaction_id: fields.transaction_id,
      order_id: fields.order_id,
      status: fields.status,
      amount: Number(fields.amount),
      currency: fields.currency,
      ref_id: fields.ref_id === "" ? null : fields.ref_id,
      timestamp: Number(fields.timestamp),
      key: fields.key,
    };
  }

  async #post(path, content, { signal } = {}) {
    // Serialised once: every retry sends these bytes, under a nonce of its own.
    const body = JSON.stringify(content);
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await this.#send(path, body, signal);
      } catch (error) {
        const waitMs = retryWaitMs(error, attempt);
        if (attempt >= this.#retries || waitMs === null || signal?.aborted) throw error;
        await sleep(waitMs, signal);
      }
    }
  }

  async #send(path, body, signal) {
    const url = new URL(this.#baseUrl + path);
    const { headers } = await signRequest({
      method: "POST",
      path: url.pathname,
      body,
      key: this.#key,
      secret: this.#secret,
    });
    const { status, headers: answered, text } = await this.#exchange(url, headers, body, signal);
    const answer = parseJson(text);
    const requestId = answered.get("x-request-id");
    if (status >= 200 && status < 300 && answer !== undefined) return answer;
    const retryAfterSeconds = readRetryAfter(answered.get("retry-after"));
    if (!answer?.error || typeof answer.error !== "object") {
      // Not the broker's own words: a proxy's page, a redirect, a cut-off body.
      throw new FlatPayConnectionError(`FlatPay answered ${status} with nothing readable.`, {
        reason: "unreadable_answer",
        status,
        requestId,
        retryAfterSeconds,
        retryable: (status >= 200 && status < 300) || RETRYABLE_STATUSES.has(status),
      });
    }
    const { code, reason, field, message, message_fa: messageFa, provider } = answer.error;
    throw new FlatPayError(`${message} (${reason})`, {
      code,
      reason,
      field,
      status,
      requestId: answer.error.request_id ?? requestId,
      retryable: answer.error.retryable === true,
      retryAfterSeconds,
      messageFa,
      provider,
      transaction: answer.transaction,
    });
  }

  /** One HTTP exchange under the deadline, body included. */
  async #exchange(url, headers, body, signal) {
    if (signal?.aborted) throw signal.reason;
    const abort = new AbortController();
    const onAbort = () => abort.abort(signal.reason);
    signal?.addEventListener("abort", onAbort, { once: true });
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      abort.abort();
    }, this.#timeoutMs);
    try {
      const response = await this.#fetch(url.href, {
        method: "POST",
        headers: { ...headers, "Content-Type": "application/json", Accept: "application/json" },
        body,
        // A signed request is for one address; a redirect would carry it to another.
        redirect: "manual",
        signal: abort.signal,
      });
      return { status: response.status, headers: response.headers, text: await response.text() };
    } catch (cause) {
      if (signal?.aborted) throw signal.reason;
      throw timedOut
        ? new FlatPayConnectionError(`FlatPay did not answer within ${this.#timeoutMs} ms.`, {
            reason: "timeout",
            cause,
          })
        : new FlatPayConnectionError("FlatPay could not be reached.", { reason: "network", cause });
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
    }
  }

  static verifyWebhook(rawBody, headers, secret, options) {
    return verifyWebhook(rawBody, headers, secret, options);
  }
}

/**
 * Sign a request by FP1-HMAC-SHA256. Time and nonce are made unless given. `body` must be the very
 * bytes that will be sent.
 */
export async function signRequest({ method, path, body = "", key, secret, timestamp, nonce }) {
  const time = timestamp ?? `${Math.floor(Date.now() / 1000)}`;
  const once = nonce ?? toHex((await webCrypto()).getRandomValues(new Uint8Array(NONCE_BYTES)));
  const stringToSign = [
    "FP1-HMAC-SHA256",
    method,
    path,
    time,
    once,
    key,
    toHex(await sha256(toBytes(body))),
  ].join("\n");
  const signature = `v1=${toHex(await hmac(utf8(secret), utf8(stringToSign)))}`;
  return {
    headers: {
      "X-Api-Key": key,
      "X-Timestamp": time,
      "X-Nonce": once,
      "X-Signature": signature,
    },
    stringToSign,
  };
}

/** What a return's signature covers: `name=value` lines in a fixed order, values percent-encoded. */
export function returnStringToSign(fields) {
  return ["FP1-RETURN", ...RETURN_FIELDS.map((name) => `${name}=${encode(fields[name])}`)].join(
    "\n",
  );
}

/**
 * Check a webhook (Standard Webhooks 1.0.0) and read it. `rawBody` must be the bytes as they came: parse
 * nothing before this. Several secrets may be given while one is rotated.
 */
export async function verifyWebhook(rawBody, headers, secret, options = {}) {
  const { toleranceSeconds = WEBHOOK_TOLERANCE_SECONDS, now } = options;
  const id = readHeader(headers, "webhook-id");
  const timestamp = readHeader(headers, "webhook-timestamp");
  const offered = readHeader(headers, "webhook-signature")
    .split(" ")
    .filter((one) => one.startsWith("v1,"))
    .map((one) => fromBase64(one.slice(3)))
    .filter((bytes) => bytes !== null);
  assertFresh(timestamp, now, { pastSeconds: toleranceSeconds, futureSeconds: toleranceSeconds });
  const secrets = Array.isArray(secret) ? secret : [secret];
  if (secrets.length === 0) throw new TypeError("verifyWebhook needs a secret");
  const body = toBytes(rawBody);
  const content = concat(utf8(`${id}.${timestamp}.`), body);
  let authentic = false;
  for (const one of secrets) {
    const expected = await hmac(webhookKey(one), content);
    for (const signature of offered) authentic = equalBytes(expected, signature) || authentic;
  }
  if (!authentic) throw notAuthentic("wrong_signature", "No signature of the webhook fits.");
  const event = parseJson(new TextDecoder().decode(body));
  if (event === null || typeof event !== "object") {
    throw notAuthentic("malformed", "The webhook is signed but its body is not a JSON object.");
  }
  return event;
}

function assertPair({ key, secret }) {
  const mode = /^fpk_(test|live)_/.exec(key)?.[1];
  if (!mode) throw new TypeError("key must start with fpk_test_ or fpk_live_");
  // Only the prefix is ever named: an error's text ends up in logs.
  if (typeof secret !== "string" || !secret.startsWith(`fps_${mode}_`)) {
    throw new TypeError(`secret must start with fps_${mode}_, like its key`);
  }
}

/** PUBLIC_URL of the broker, without `/v1`. Answers are not signed, so plain http is for loopback hosts. */
function readBaseUrl(text, allowHttp) {
  const url = new URL(text);
  const secure =
    url.protocol === "https:" || (url.protocol === "http:" && LOOPBACK.test(url.hostname));
  if (!secure && !(allowHttp && url.protocol === "http:")) {
    throw new TypeError("baseUrl must be https; set allowHttp for a network you trust");
  }
  if (url.search || url.hash || url.username) {
    throw new TypeError("baseUrl must carry no query, fragment or user name");
  }
  return (url.origin + url.pathname).replace(/\/+$/, "");
}

function readCount(name, value, min) {
  if (!Number.isInteger(value) || value < min) {
    throw new TypeError(`${name} must be an integer of at least ${min}`);
  }
  return value;
}

/** A return's nine parameters, each there exactly once. Parameters of the site's own are passed over. */
function readReturn(source) {
  const entries = readQuery(source);
  const fields = {};
  for (const name of [...RETURN_FIELDS, "signature"]) {
    const values = entries.filter(([key]) => key === name);
    if (values.length === 0) throw missing(`The return has no ${name}.`, name);
    if (values.length > 1) throw notAuthentic("malformed", `The return has ${name} twice.`, name);
    [[, fields[name]]] = values;
  }
  return fields;
}

function readQuery(source) {
  if (source instanceof URL) return [...source.searchParams];
  if (source instanceof URLSearchParams) return [...source];
  if (typeof source === "string") {
    // A whole URL, a path with a query, or a query with or without its question mark.
    const query = source.includes("?") ? source.slice(source.indexOf("?") + 1) : source;
    return [...new URLSearchParams(query.split("#", 1)[0])];
  }
  return Object.entries(source).flatMap(([name, value]) => {
    if (value === undefined || value === null) return [];
    return (Array.isArray(value) ? value : [value]).map((one) => [name, String(one)]);
  });
}

function encode(value) {
  try {
    return encodeURIComponent(value);
  } catch (cause) {
    throw notAuthentic("malformed", "The return is not well-formed text.", undefined, cause);
  }
}

function readHeader(headers, name) {
  const value =
    typeof headers.get === "function"
      ? headers.get(name)
      : Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  const text = Array.isArray(value) ? (value.length === 1 ? value[0] : undefined) : value;
  if (typeof text !== "string" || text === "") throw missing(`The webhook has no ${name}.`, name);
  return text;
}

function assertFresh(timestamp, now, { pastSeconds, futureSeconds }) {
  if (!/^[0-9]{10}$/.test(timestamp)) {
    throw notAuthentic("malformed", "The timestamp is not unix seconds.", "timestamp");
  }
  const nowSeconds = Math.floor((now === undefined ? Date.now() : Number(now)) / 1000);
  // Written so that a bad `now` (NaN) is refused as well.
  const ageSeconds = nowSeconds - Number(timestamp);
  if (!(ageSeconds <= pastSeconds)) throw notAuthentic("too_old", "This was signed too long ago.");
  if (!(-ageSeconds <= futureSeconds)) {
    throw notAuthentic("from_the_future", "This was signed by a clock that is ahead of ours.");
  }
}

function notAuthentic(reason, message, field, cause) {
  return new FlatPaySignatureError(message, { reason, field, cause });
}

function missing(message, field) {
  return notAuthentic("missing", message, field);
}

/** How long to wait before the next attempt, in milliseconds; null when there should be none. */
function retryWaitMs(error, attempt) {
  if (!(error instanceof FlatPayError) || !error.retryable) return null;
  const backoffMs = Math.min(BACKOFF_FIRST_MS * 2 ** attempt, BACKOFF_MAX_MS);
  // Clients that failed together must not come back together.
  const jitteredMs = backoffMs * (0.5 + Math.random() / 2);
  const askedMs = (error.retryAfterSeconds ?? 0) * 1000;
  if (askedMs > RETRY_WAIT_MAX_MS) return null;
  return askedMs > 0 ? askedMs + jitteredMs / 2 : jitteredMs;
}

/** Whole seconds from now, of a number or an HTTP date; null when absent or neither. */
function readRetryAfter(value) {
  if (!value) return null;
  if (/^\s*[0-9]{1,9}\s*$/.test(value)) return Number(value);
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - Date.now()) / 1000));
}

function sleep(ms, signal) {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", onAbort);
      resolve();
    }, ms);
    signal?.addEventListener("abort", onAbort, { once: true });
  });
}

/** undefined for what is not JSON: the caller says what that means. */
function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

let imported;

/** Node 18 has WebCrypto but not as a global. The name is put together so that bundlers leave it be. */
async function webCrypto() {
  if (globalThis.crypto?.subtle) return globalThis.crypto;
  const name = ["node", "crypto"].join(":");
  imported ??= (await import(/* webpackIgnore: true */ /* @vite-ignore */ name)).webcrypto;
  return imported;
}

async function sha256(bytes) {
  return new Uint8Array(await (await webCrypto()).subtle.digest("SHA-256", bytes));
}

async function hmac(keyBytes, content) {
  const { subtle } = await webCrypto();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await subtle.importKey("raw", keyBytes, algorithm, false, ["sign"]);
  return new Uint8Array(await subtle.sign("HMAC", key, content));
}

/** `whsec_` and base64, as the broker shows it; the prefix may be missing, as elsewhere. */
function webhookKey(secret) {
  const bytes = typeof secret === "string" ? fromBase64(secret.replace(/^whsec_/, "")) : null;
  if (!bytes || bytes.length === 0) throw new TypeError("a webhook secret is whsec_ and base64");
  return bytes;
}

/** Takes as long for a wrong first byte as for a wrong last one. */
function equalBytes(a, b) {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i += 1) difference |= a[i] ^ b[i];
  return difference === 0;
}

function utf8(text) {
  return new TextEncoder().encode(text);
}

function toBytes(content) {
  if (typeof content === "string") return utf8(content);
  if (content instanceof ArrayBuffer) return new Uint8Array(content);
  if (ArrayBuffer.isView(content)) {
    return new Uint8Array(content.buffer, content.byteOffset, content.byteLength);
  }
  throw new TypeError("a body is text or bytes, as it is on the wire; not a parsed object");
}

function concat(a, b) {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

function toHex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function fromHex(text) {
  return Uint8Array.from({ length: text.length / 2 }, (_, i) =>
    Number.parseInt(text.slice(2 * i, 2 * i + 2), 16),
  );
}

/** null for what is not base64. */
function fromBase64(text) {
  try {
    return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  } catch {
    return null;
  }
}
