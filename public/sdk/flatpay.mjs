/**
 * FlatPay SDK 1.1.0, part of FlatPay. One file, no dependencies: copy it into a project or import it.
 *
 * Runs wherever there are `fetch` and WebCrypto: Node 18 or newer, Deno, Bun, edge workers. Server side
 * only: the secret must never reach a browser. Types are in flatpay.d.mts beside this file.
 *
 *   const pay = new FlatPay({ baseUrl: "https://pay.example.ir", key: "fpk_…", secret: "fps_…" });
 *   const { pay_url } = await pay.request({ order_id, amount, currency: "IRT", description, return_url });
 *   const back = await pay.verifyReturn(request.url);                        // for display
 *   const event = await FlatPay.verifyWebhook(rawBody, headers, "whsec_…");  // to ship on
 *
 * It is a program as well, for developing a site (Node, test keys only; see `node flatpay.mjs --help`):
 *
 *   node --env-file=flatpay-test.env flatpay.mjs listen --forward-to http://localhost:4000/hooks
 *   node --env-file=flatpay-test.env flatpay.mjs trigger transaction.paid
 */

export const VERSION = "1.1.0";

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
const POLL_MS = 2_000;
const AWAY_FIRST_MS = 1_000;
const AWAY_MAX_MS = 30_000;

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
   * A page of what happened, oldest first, each event as webhooks carry it. Go on from `next_cursor`,
   * also from an empty page; the cursor "latest" starts now. Nothing is skipped.
   */
  listEvents(query = {}, options) {
    return this.#post("/v1/events/list", query, options);
  }

  /**
   * What happens, one event after the other, until the signal aborts: reads the feed page by page and
   * waits where it ends, also while the broker is away. `onCursor` is told where to go on once all events
   * before it were taken: store it, and nothing is lost between two runs.
   */
  async *events(options = {}) {
    const { types, pollMs = POLL_MS, signal, onCursor, onAway, onBack } = options;
    let { cursor } = options;
    let failures = 0;
    while (!signal?.aborted) {
      let page;
      try {
        page = await this.listEvents({ cursor, types }, { signal });
      } catch (error) {
        if (signal?.aborted) return;
        if (!(error instanceof FlatPayError) || !error.retryable) throw error;
        failures += 1;
        if (failures === 1) onAway?.(error);
        await pause(awayWaitMs(error, failures), signal);
        continue;
      }
      if (failures > 0) onBack?.();
      failures = 0;
      for (const event of page.data) {
        yield event;
        if (signal?.aborted) return;
      }
      cursor = page.next_cursor;
      await onCursor?.(cursor);
      if (!page.has_more) await pause(pollMs, signal);
    }
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

/**
 * The `webhook-signature` of a body, as the broker makes it: to try out a receiver of one's own.
 * `timestamp` in unix seconds.
 */
export async function signWebhook({ id, timestamp, body, secret }) {
  const content = concat(utf8(`${id}.${timestamp}.`), toBytes(body));
  return `v1,${toBase64(await hmac(webhookKey(secret), content))}`;
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

/** How long to leave a broker alone that has not answered so many times, in milliseconds. */
function awayWaitMs(error, failures) {
  const backoffMs = Math.min(AWAY_FIRST_MS * 2 ** (failures - 1), AWAY_MAX_MS);
  const askedMs = Math.min((error.retryAfterSeconds ?? 0) * 1000, 2 * AWAY_MAX_MS);
  return Math.max(backoffMs * (0.5 + Math.random() / 2), askedMs);
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

/** A sleep that an abort merely ends. */
async function pause(ms, signal) {
  try {
    await sleep(ms, signal);
  } catch (error) {
    if (!signal?.aborted) throw error;
  }
}

/** undefined for what is not JSON: the caller says what that means. */
function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A module of Node's own. The name is put together so that bundlers leave it be. */
function nodeModule(name) {
  return import(/* webpackIgnore: true */ /* @vite-ignore */ ["node", name].join(":"));
}

/** Node 18 has WebCrypto but not as a global. */
async function webCrypto() {
  return globalThis.crypto?.subtle ? globalThis.crypto : (await nodeModule("crypto")).webcrypto;
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

function toBase64(bytes) {
  return btoa(String.fromCharCode(...bytes));
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

// ---------------------------------------------------------------------------------------------------
// The same file as a program. Nothing below runs, and nothing of Node is loaded, when it is imported.

const USAGE = `FlatPay for developers. Test keys only.

  node flatpay.mjs listen --forward-to http://localhost:4000/hooks
      Post every event of the app to a local address as it happens, signed like a webhook.
      --types a,b     only these types
      --cursor TEXT   go on from there instead of from now
      --secret TEXT   sign with this whsec_… (default FLATPAY_WEBHOOK_SECRET, else a new one)

  node flatpay.mjs trigger transaction.paid
      Make a real test payment at the simulator that ends so, and wait for its event.
      --list              what can be triggered
      --return-url URL    on an origin registered with the app (default FLATPAY_RETURN_URL)
      --amount NUMBER     in Tomans (default 15000)

Where and who: FLATPAY_BASE_URL, FLATPAY_KEY and FLATPAY_SECRET in the environment, as in the file that
the console gives with a new key (node --env-file=…), or --url, --key and --key-secret.`;

const PROGRAM_OPTIONS = {
  ...{ help: { type: "boolean", short: "h" }, list: { type: "boolean" } },
  ...{ url: { type: "string" }, key: { type: "string" }, "key-secret": { type: "string" } },
  ...{ "forward-to": { type: "string" }, types: { type: "string" }, cursor: { type: "string" } },
  ...{ secret: { type: "string" }, "return-url": { type: "string" }, amount: { type: "string" } },
};
const COMMANDS = { listen, trigger };

/** What a person does at the simulator's page for an event to come about. */
const TRIGGERS = {
  "transaction.paid": { act: "pay" },
  "transaction.canceled": { act: "cancel" },
  // The payment fails at the bank, whose return claims otherwise: only then is the provider asked.
  "transaction.failed": { act: "fail", scenario: "forged_ok" },
  "refund.succeeded": { act: "pay", refund: true },
  "refund.failed": { act: "pay", scenario: "reverse_refused", refund: true },
};
const NOT_TRIGGERED =
  "transaction.expired cannot be triggered: a payment takes five minutes at least to expire";
const LISTEN_POLL_MS = 1_000;
const TRIGGER_POLL_MS = 300;
const TRIGGER_TIMEOUT_MS = 30_000;
const FORWARD_TIMEOUT_MS = 15_000;
const TRIGGER_AMOUNT_TOMANS = 15_000;

// The name is asked for because a bundle that has this file inside is started under its own.
const script = globalThis.process?.argv?.[1];
if (script?.endsWith("flatpay.mjs") && import.meta.url?.endsWith("/flatpay.mjs")) {
  void runIfStarted(script);
}

/** Is this the file that Node was started with, and not one that it imports? */
async function runIfStarted(started) {
  try {
    const { realpathSync } = await nodeModule("fs");
    const { fileURLToPath } = await nodeModule("url");
    if (realpathSync(started) !== realpathSync(fileURLToPath(import.meta.url))) return;
  } catch {
    // Bundled, or no file system: imported.
    return;
  }
  process.exitCode = await runProgram(process.argv.slice(2));
}

/** @returns the exit code: 2 for a wrong use, 1 for what did not work. */
async function runProgram(args) {
  const { parseArgs } = await nodeModule("util");
  try {
    const { values, positionals } = parseArgs({
      args,
      options: PROGRAM_OPTIONS,
      allowPositionals: true,
    });
    const [name, ...rest] = positionals;
    if (values.help || name === undefined) return say(USAGE);
    if (!Object.hasOwn(COMMANDS, name)) throw new UsageError(`there is no command ${name}`);
    return await COMMANDS[name](values, rest);
  } catch (error) {
    const { message, cause } = error;
    // A TypeError says what is wrong with an option; but fetch throws one, too, with its cause.
    const isUsage = error instanceof UsageError || (error instanceof TypeError && !cause);
    const hint = isUsage ? "; try --help" : cause?.code ? ` (${cause.code})` : "";
    process.stderr.write(`flatpay: ${message}${hint}\n`);
    return isUsage ? 2 : 1;
  }
}

class UsageError extends Error {}

/** A line for whoever watches. */
function say(line) {
  process.stdout.write(`${line}\n`);
  return 0;
}

function programClient(values) {
  const { env } = process;
  const given = {
    FLATPAY_BASE_URL: values.url ?? env.FLATPAY_BASE_URL,
    FLATPAY_KEY: values.key ?? env.FLATPAY_KEY,
    FLATPAY_SECRET: values["key-secret"] ?? env.FLATPAY_SECRET,
  };
  const absent = Object.keys(given).filter((name) => !given[name]);
  if (absent.length > 0) throw new UsageError(`${absent.join(", ")} must be set`);
  const { FLATPAY_BASE_URL: baseUrl, FLATPAY_KEY: key, FLATPAY_SECRET: secret } = given;
  if (key.startsWith("fpk_live_")) throw new UsageError("this is a live key; use a test key here");
  return { baseUrl, pay: new FlatPay({ baseUrl, key, secret }) };
}

/** Post each event to a local address, until Ctrl-C. */
async function listen(values) {
  const target = values["forward-to"];
  if (!target || !/^https?:$/.test(new URL(target).protocol)) {
    throw new UsageError("listen needs --forward-to with an http address");
  }
  const { baseUrl, pay } = programClient(values);
  const secret = values.secret ?? process.env.FLATPAY_WEBHOOK_SECRET ?? (await newWebhookSecret());
  await signWebhook({ id: "-", timestamp: 0, body: "", secret }); // A wrong secret is told now.
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"]) process.once(name, () => stop.abort());
  say(`Events of ${baseUrl} go to ${target}`);
  say(`Webhook secret: ${secret}`);
  let { cursor = "latest" } = values;
  let isReady = false;
  const events = pay.events({
    cursor,
    types: values.types?.split(","),
    pollMs: LISTEN_POLL_MS,
    signal: stop.signal,
    onCursor(next) {
      cursor = next;
      if (!isReady && cursor !== "latest") say("Ready. Ctrl-C ends it.");
      isReady ||= cursor !== "latest";
    },
    onAway: (error) => say(`FlatPay is away (${error.reason}); it is asked again.`),
    onBack: () => say("FlatPay is back."),
  });
  for await (const event of events) {
    const answer = await forward(event, { target, secret, signal: stop.signal });
    if (!stop.signal.aborted) say(`${event.timestamp}  ${event.type}  ${event.id}  ${answer}`);
  }
  if (cursor !== "latest") say(`Stopped. To go on from here: --cursor ${cursor}`);
  return 0;
}

async function newWebhookSecret() {
  return `whsec_${toBase64((await webCrypto()).getRandomValues(new Uint8Array(32)))}`;
}

/** One POST, as the broker would make it. @returns what became of it, in words. */
async function forward(event, { target, secret, signal }) {
  const body = JSON.stringify(event);
  const timestamp = Math.floor(Date.now() / 1000);
  const startedMs = Date.now();
  const abort = new AbortController();
  const onAbort = () => abort.abort();
  signal.addEventListener("abort", onAbort, { once: true });
  const timer = setTimeout(onAbort, FORWARD_TIMEOUT_MS);
  try {
    const response = await fetch(target, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "user-agent": `FlatPay-Listen/${VERSION}`,
        "webhook-id": event.id,
        "webhook-timestamp": `${timestamp}`,
        "webhook-signature": await signWebhook({ id: event.id, timestamp, body, secret }),
      },
      body,
      redirect: "manual",
      signal: abort.signal,
    });
    await response.arrayBuffer();
    return `${response.status} in ${Date.now() - startedMs} ms`;
  } catch (error) {
    if (abort.signal.aborted) return `no answer in ${FORWARD_TIMEOUT_MS / 1000} s`;
    return `not delivered: ${error.cause?.code ?? error.cause?.message ?? error.message}`;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", onAbort);
  }
}

/** A payment by all the doors a shopper's goes through, and the event it ends in. */
async function trigger(values, [type]) {
  if (values.list) return say([...Object.keys(TRIGGERS), NOT_TRIGGERED].join("\n"));
  if (type === undefined) throw new UsageError("trigger needs a type; --list shows which");
  if (!Object.hasOwn(TRIGGERS, type)) {
    throw new UsageError(type === "transaction.expired" ? NOT_TRIGGERED : `no trigger for ${type}`);
  }
  const { pay } = programClient(values);
  const returnUrl = values["return-url"] ?? process.env.FLATPAY_RETURN_URL;
  if (!returnUrl) throw new UsageError("--return-url or FLATPAY_RETURN_URL must be set");
  const start = await latestCursor(pay);
  const transaction = await pay.request({
    order_id: `trigger-${Date.now()}-${Math.random().toString(36).slice(2, 8)}`,
    amount: Number(values.amount ?? TRIGGER_AMOUNT_TOMANS),
    currency: "IRT",
    description: `flatpay trigger ${type}`,
    return_url: returnUrl,
  });
  const { id, order_id: orderId } = transaction;
  say(`${id}  order ${orderId}, ${transaction.amount} Tomans`);
  const back = await actAtBank(transaction, TRIGGERS[type]);
  say(`The shopper returns to ${back}`);
  if (TRIGGERS[type].refund) {
    const refund = await pay.refund({ transaction_id: id, refund_id: "trigger" });
    say(`${refund.id}  refund ${refund.status}`);
  }
  const signal = AbortSignal.timeout(TRIGGER_TIMEOUT_MS);
  const wish = { cursor: start, types: [type], pollMs: TRIGGER_POLL_MS, signal };
  for await (const event of pay.events(wish)) {
    if (event.data.transaction.id === id) return say(`${event.id}  ${event.type}`);
  }
  const { status } = await pay.inquiry({ id });
  throw new Error(`no ${type} came in ${TRIGGER_TIMEOUT_MS / 1000} s; the payment is ${status}`);
}

/** The end of the feed as it is now. */
async function latestCursor(pay) {
  for (;;) {
    const { next_cursor: cursor, has_more: isUnfinished } = await pay.listEvents({
      cursor: "latest",
    });
    if (!isUnfinished) return cursor;
  }
}

/**
 * What a shopper's browser does: open the payment page, go on to the bank, press a button there, and
 * come back through the broker. @returns where the broker sends the shopper.
 */
async function actAtBank({ pay_url: payUrl, authority }, { act, scenario = "" }) {
  const { html } = await visit(payUrl);
  const links = [...html.matchAll(/<a\b[^>]*?\bhref="([^"]+)"/g)].map(([, href]) => href);
  const bankUrl = links.find((href) => href.includes(authority))?.replaceAll("&amp;", "&");
  if (!bankUrl) throw new Error(`the payment page ${payUrl} has no way to the bank`);
  const bank = await visit(bankUrl, { headers: { Referer: `${new URL(payUrl).origin}/` } });
  if (!bank.html.includes(`name="act" value="${act}"`)) {
    throw new Error(`the bank at ${new URL(bankUrl).origin} is not FlatPay's simulator`);
  }
  const form = { method: "POST", body: new URLSearchParams({ act, scenario }) };
  const { location: callback } = await visit(bankUrl, form);
  if (!callback) throw new Error("the simulator did not send the shopper back");
  const { location, status } = await visit(callback);
  if (!location) throw new Error(`the way back ended at ${callback} with status ${status}`);
  return location;
}

/** One page; a redirect is answered, not followed. */
async function visit(url, init = {}) {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const response = await fetch(url, { ...init, redirect: "manual", signal });
  const location = response.headers.get("location");
  return {
    status: response.status,
    html: await response.text(),
    location: location && new URL(location, url).href,
  };
}
