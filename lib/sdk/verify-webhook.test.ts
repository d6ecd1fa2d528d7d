import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { signWebhook } from "@/lib/webhooks/sign-webhook";
import { FlatPay, FlatPaySignatureError, verifyWebhook } from "@/public/sdk/flatpay.mjs";
import vectors from "./signing-vectors.json";

const NOW_MS = 1_774_000_000_000;
const NOW_SECONDS = NOW_MS / 1000;
const ID = "evt_01JD8ZB2M4N6P8Q0R2S4T6V8WX";
const newSecret = () => `whsec_${randomBytes(32).toString("base64")}`;
const secret = newSecret();
const BODY =
  '{"type":"endpoint.test","timestamp":"2026-03-20T10:00:00.000Z","id":"x","seq":1,"data":{"متن":"سلام"}}';

function delivery(secrets: string[], body = BODY, timestamp = NOW_SECONDS) {
  return {
    "webhook-id": ID,
    "webhook-timestamp": `${timestamp}`,
    "webhook-signature": signWebhook(secrets, { id: ID, timestamp, body }),
  };
}

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => "accepted",
    (thrown: unknown) => thrown,
  );
  if (error instanceof FlatPaySignatureError) return error.reason;
  throw new Error(`expected a signature error, got ${String(error)}`);
}

test.each(vectors.standard_webhooks)("accepts the vector of $source", async (vector) => {
  const headers = {
    "Webhook-Id": vector.id,
    "Webhook-Timestamp": `${vector.timestamp}`,
    "Webhook-Signature": vector.signature,
  };
  const now = vector.timestamp * 1000;
  const event = await verifyWebhook(vector.body, headers, vector.secret, { now });
  expect(event).toEqual(JSON.parse(vector.body));
});

test("accepts what the reference library signs, and the reference accepts what the broker signs", async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (value) => {
      const body = JSON.stringify({ data: value });
      const at = new Date();
      const timestamp = Math.floor(at.getTime() / 1000);
      const reference = new Webhook(secret);
      const headers = {
        "webhook-id": ID,
        "webhook-timestamp": `${timestamp}`,
        "webhook-signature": reference.sign(ID, at, body),
      };
      expect(await FlatPay.verifyWebhook(body, headers, secret)).toEqual(JSON.parse(body));
      expect(reference.verify(body, delivery([secret], body, timestamp))).toEqual(JSON.parse(body));
    }),
    { numRuns: 100 },
  );
});

test("takes text, bytes and buffers, Headers and plain records", async () => {
  const headers = delivery([secret]);
  const bytes = Buffer.from(BODY);
  const whole = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  for (const body of [BODY, bytes, new Uint8Array(bytes), whole]) {
    for (const given of [headers, new Headers(headers), { ...headers, other: ["a", "b"] }]) {
      const event = await verifyWebhook(body, given, secret, { now: NOW_MS });
      expect(event.data).toEqual({ متن: "سلام" });
    }
  }
});

test("one fitting signature of several is enough, under any of the secrets given", async () => {
  const [older, stranger] = [newSecret(), newSecret()];
  const both = delivery([secret, older]);
  for (const known of [secret, older, [stranger, older]]) {
    await expect(verifyWebhook(BODY, both, known, { now: NOW_MS })).resolves.toBeTruthy();
  }
  expect(await refusal(verifyWebhook(BODY, both, stranger, { now: NOW_MS }))).toBe(
    "wrong_signature",
  );
  const noise = { ...both, "webhook-signature": `v1a,AAAA v1,%% ${both["webhook-signature"]}` };
  await expect(verifyWebhook(BODY, noise, older, { now: NOW_MS })).resolves.toBeTruthy();
});

test("a changed byte, id or time, another version or encoding of the signature is refused", async () => {
  const headers = delivery([secret]);
  const { "webhook-signature": signature } = headers;
  const check = (body: string, given: Record<string, string>) =>
    refusal(verifyWebhook(body, given, secret, { now: NOW_MS }));
  expect(await check(`${BODY} `, headers)).toBe("wrong_signature");
  expect(await check(`\ufeff${BODY}`, headers)).toBe("wrong_signature");
  expect(await check(BODY, { ...headers, "webhook-id": "evt_other" })).toBe("wrong_signature");
  const later = { ...headers, "webhook-timestamp": `${NOW_SECONDS + 1}` };
  expect(await check(BODY, later)).toBe("wrong_signature");
  const hex = Buffer.from(signature.slice(3), "base64").toString("hex");
  for (const wrong of [
    signature.replace("v1", "v2"),
    signature.slice(3),
    `v1,${hex}`,
    "v1,",
    " ",
  ]) {
    expect(await check(BODY, { ...headers, "webhook-signature": wrong }), wrong).toBe(
      "wrong_signature",
    );
  }
});

test("every byte of the signature counts", async () => {
  const headers = delivery([secret]);
  const bytes = Buffer.from(headers["webhook-signature"].slice(3), "base64");
  for (let at = 0; at < bytes.length; at += 1) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    const given = { ...headers, "webhook-signature": `v1,${changed.toString("base64")}` };
    const why = await refusal(verifyWebhook(BODY, given, secret, { now: NOW_MS }));
    expect(why, `byte ${at}`).toBe("wrong_signature");
  }
  const short = { ...headers, "webhook-signature": `v1,${bytes.subarray(1).toString("base64")}` };
  expect(await refusal(verifyWebhook(BODY, short, secret, { now: NOW_MS }))).toBe(
    "wrong_signature",
  );
});

test("a delivery is refused more than five minutes before or after its time", async () => {
  const headers = delivery([secret]);
  for (const offset of [-300, 0, 300]) {
    const now = NOW_MS + offset * 1000;
    await expect(verifyWebhook(BODY, headers, secret, { now })).resolves.toBeTruthy();
  }
  const at = (seconds: number, toleranceSeconds = 300) =>
    refusal(
      verifyWebhook(BODY, headers, secret, { now: NOW_MS + seconds * 1000, toleranceSeconds }),
    );
  expect(await at(301)).toBe("too_old");
  expect(await at(-301)).toBe("from_the_future");
  expect(await at(11, 10)).toBe("too_old");
  const odd = { ...headers, "webhook-timestamp": "1e9" };
  expect(await refusal(verifyWebhook(BODY, odd, secret, { now: NOW_MS }))).toBe("malformed");
});

test("a missing or doubled header is refused, and so is a signed body that is no object", async () => {
  const headers = delivery([secret]);
  for (const name of Object.keys(headers)) {
    for (const value of [undefined, "", ["a", "b"]]) {
      const given = { ...headers, [name]: value };
      expect(await refusal(verifyWebhook(BODY, given, secret, { now: NOW_MS }))).toBe("missing");
    }
  }
  for (const body of ["", "null", "{", '"text"']) {
    const given = delivery([secret], body);
    expect(await refusal(verifyWebhook(body, given, secret, { now: NOW_MS })), body).toBe(
      "malformed",
    );
  }
});

test("a wrong use is a TypeError, not a verdict: no secret, or a body that was parsed already", async () => {
  const headers = delivery([secret]);
  const options = { now: NOW_MS };
  await expect(verifyWebhook(BODY, headers, [], options)).rejects.toThrow(TypeError);
  await expect(verifyWebhook(BODY, headers, "whsec_", options)).rejects.toThrow(TypeError);
  const parsed = JSON.parse(BODY);
  await expect(verifyWebhook(parsed, headers, secret, options)).rejects.toThrow(TypeError);
});
