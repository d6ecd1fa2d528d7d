import { expect, test } from "vitest";
import { hmacHex, type ReturnFields, returnStringToSign } from "@/lib/signing/fp1";
import {
  FlatPay,
  FlatPaySignatureError,
  returnStringToSign as told,
} from "@/public/sdk/flatpay.mjs";
import vectors from "./signing-vectors.json";

const { key, secret } = vectors;
const NOW_MS = 1_774_000_000_000;
const pay = new FlatPay({ baseUrl: "https://pay.example", key, secret });
const [paid, canceled] = vectors.returns.map(({ fields, signature }) => ({ ...fields, signature }));
if (!paid || !canceled) throw new Error("no vectors");

const verify = (fields: Record<string, string>, now = NOW_MS) =>
  pay.verifyReturn(new URLSearchParams(fields), { now });

/** Sign these fields as the broker would. */
const signed = (fields: ReturnFields, by = secret) => ({
  ...fields,
  signature: hmacHex(by, returnStringToSign(fields)),
});

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => "accepted",
    (thrown: unknown) => thrown,
  );
  if (error instanceof FlatPaySignatureError) return error.reason;
  throw new Error(`expected a signature error, got ${String(error)}`);
}

test.each(vectors.returns)("accepts the vector $id", async ({ fields, signature, ...vector }) => {
  expect(told(fields)).toBe(vector.string_to_sign);
  expect(await verify({ ...fields, signature })).toEqual({
    ...fields,
    amount: Number(fields.amount),
    timestamp: Number(fields.timestamp),
    ref_id: fields.ref_id || null,
  });
});

test("reads a URL, a path, a query and a framework's record, and passes over the site's own parameters", async () => {
  const query = new URLSearchParams({ order: "7", ...canceled }).toString();
  const url = `https://shop.example/return?${query}#top`;
  const record = { order: ["7", "8"], gone: undefined, ...canceled };
  const sources = [url, new URL(url), `/return?${query}`, `?${query}`, query, record];
  for (const source of sources) {
    const result = await pay.verifyReturn(source, { now: NOW_MS });
    expect(result.order_id).toBe("سفارش/۱ &=");
  }
});

test("a change of any parameter is refused", async () => {
  for (const name of Object.keys(paid)) {
    const changed = { ...paid, [name]: `${paid[name as keyof typeof paid]}1` };
    await expect(verify(changed), name).rejects.toThrow(FlatPaySignatureError);
  }
  expect(await refusal(verify({ ...paid, status: "canceled" }))).toBe("wrong_signature");
  expect(await refusal(verify({ ...paid, amount: "15001" }))).toBe("wrong_signature");
  expect(await refusal(verify({ ...paid, signature: canceled.signature }))).toBe("wrong_signature");
});

test("every digit of the signature counts", async () => {
  for (let at = 0; at < paid.signature.length; at += 1) {
    const digit = paid.signature[at] === "0" ? "1" : "0";
    const signature = paid.signature.slice(0, at) + digit + paid.signature.slice(at + 1);
    expect(await refusal(verify({ ...paid, signature })), `digit ${at}`).toBe("wrong_signature");
  }
});

test("a missing parameter, an empty query and a parameter given twice are refused", async () => {
  for (const name of Object.keys(paid)) {
    const { [name as keyof typeof paid]: _, ...rest } = paid;
    expect(await refusal(verify(rest)), name).toBe("missing");
    const twice = new URLSearchParams(paid);
    twice.append(name, paid[name as keyof typeof paid]);
    expect(await refusal(pay.verifyReturn(twice, { now: NOW_MS })), name).toBe("malformed");
  }
  expect(await refusal(pay.verifyReturn(""))).toBe("missing");
});

test("upper-case hex, another form of signature and a trailing line feed are refused", async () => {
  const { signature, ...fields } = paid;
  expect(await refusal(verify({ ...paid, signature: signature.toUpperCase() }))).toBe("malformed");
  expect(await refusal(verify({ ...paid, signature: `v1=${signature}` }))).toBe("malformed");
  expect(await refusal(verify({ ...paid, signature: "" }))).toBe("malformed");
  const trailing = hmacHex(secret, `${returnStringToSign(fields)}\n`);
  expect(await refusal(verify({ ...fields, signature: trailing }))).toBe("wrong_signature");
});

test("fifteen minutes is not too old, a second more is; a clock far ahead is refused", async () => {
  expect((await verify(paid, NOW_MS + 900_000)).status).toBe("paid");
  expect(await refusal(verify(paid, NOW_MS + 901_000))).toBe("too_old");
  expect((await verify(paid, NOW_MS - 300_000)).status).toBe("paid");
  expect(await refusal(verify(paid, NOW_MS - 301_000))).toBe("from_the_future");
  expect(await refusal(verify(paid, Number.NaN))).toBe("too_old");
  const strict = pay.verifyReturn(paid, { now: new Date(NOW_MS + 61_000), maxAgeSeconds: 60 });
  expect(await refusal(strict)).toBe("too_old");
});

test("only our own key counts, and after a rotation the one before it", async () => {
  const { signature: _, ...fields } = paid;
  const other = { key: "fpk_test_other0000000000", secret: "fps_test_other" };
  const byOther = signed({ ...fields, key: other.key }, other.secret);
  expect(await refusal(verify(byOther))).toBe("unknown_key");
  expect(await refusal(verify(signed({ ...fields, key: other.key })))).toBe("unknown_key");
  const rotated = new FlatPay({
    baseUrl: "https://pay.example",
    key,
    secret,
    previousKeys: [other],
  });
  expect((await rotated.verifyReturn(byOther, { now: NOW_MS })).key).toBe(other.key);
  expect((await rotated.verifyReturn(paid, { now: NOW_MS })).key).toBe(key);
  const mixed = signed({ ...fields, key: other.key }, secret);
  expect(await refusal(rotated.verifyReturn(mixed, { now: NOW_MS }))).toBe("wrong_signature");
});

test("what is signed but makes no sense is refused all the same", async () => {
  const { signature: _, ...fields } = paid;
  for (const odd of [{ status: "open" }, { amount: "1e5" }, { amount: "0" }, { amount: "-5" }]) {
    expect(await refusal(verify(signed({ ...fields, ...odd })))).toBe("malformed");
  }
  expect(await refusal(pay.verifyReturn({ ...paid, order_id: "\ud800" }))).toBe("malformed");
});
