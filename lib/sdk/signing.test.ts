import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { anySignatureMatches, parseSignatures, requestStringToSign } from "@/lib/signing/fp1";
import { signRequest } from "@/public/sdk/flatpay.mjs";
import vectors from "./signing-vectors.json";

const { key, secret } = vectors;

test.each(vectors.requests)("signs the vector $id byte for byte", async (vector) => {
  const { method, path, timestamp, nonce, body } = vector;
  const { headers, stringToSign } = await signRequest({
    method,
    path,
    timestamp,
    nonce,
    body,
    key,
    secret,
  });
  expect(stringToSign).toBe(vector.string_to_sign);
  expect(headers).toEqual({
    "X-Api-Key": key,
    "X-Timestamp": timestamp,
    "X-Nonce": nonce,
    "X-Signature": vector.signature,
  });
  expect(stringToSign.endsWith(createHash("sha256").update(body).digest("hex"))).toBe(true);
});

test("text, bytes and a view into a larger buffer sign alike", async () => {
  const [vector] = vectors.requests;
  if (!vector) throw new Error("no vector");
  const bytes = new TextEncoder().encode(`>>${vector.body}<<`).subarray(2, -2);
  for (const body of [vector.body, bytes, Buffer.from(vector.body)]) {
    const { headers } = await signRequest({ ...vector, body, key, secret });
    expect(headers["X-Signature"]).toBe(vector.signature);
  }
});

test("the time and the nonce it makes have the contract's form, and no nonce comes twice", async () => {
  const seen = new Set<string>();
  for (let i = 0; i < 200; i += 1) {
    const { headers } = await signRequest({ method: "POST", path: "/v1/pay/inquiry", key, secret });
    expect(headers["X-Timestamp"]).toMatch(/^[0-9]{10}$/);
    expect(Math.abs(Number(headers["X-Timestamp"]) - Date.now() / 1000)).toBeLessThan(5);
    expect(headers["X-Nonce"]).toMatch(/^[A-Za-z0-9_-]{22,64}$/);
    seen.add(headers["X-Nonce"]);
  }
  expect(seen.size).toBe(200);
});

test("what it signs the broker accepts, and nothing else it might have signed", async () => {
  const anyRequest = fc.record({
    path: fc.constantFrom("/v1/pay/request", "/v1/pay/inquiry"),
    body: fc.string({ unit: "binary" }),
    secret: fc.string({ minLength: 1 }).map((text) => `fps_test_${text}`),
  });
  await fc.assert(
    fc.asyncProperty(anyRequest, async (given) => {
      const { headers } = await signRequest({ method: "POST", key, ...given });
      const offered = parseSignatures(headers["X-Signature"]);
      if (!offered) throw new Error("the signature is malformed");
      const received = (body: Uint8Array) =>
        requestStringToSign({
          method: "POST",
          path: given.path,
          timestamp: headers["X-Timestamp"],
          nonce: headers["X-Nonce"],
          key: headers["X-Api-Key"],
          body,
        });
      const bytes = new TextEncoder().encode(given.body);
      expect(anySignatureMatches(given.secret, received(bytes), offered)).toBe(true);
      const longer = new Uint8Array([...bytes, 0x0a]);
      expect(anySignatureMatches(given.secret, received(longer), offered)).toBe(false);
      expect(anySignatureMatches(`${given.secret}x`, received(bytes), offered)).toBe(false);
    }),
    { numRuns: 100 },
  );
});
