import { expect, test } from "vitest";
import {
  anySignatureMatches,
  hmacHex,
  parseSignatures,
  requestStringToSign,
  returnStringToSign,
} from "./fp1";
import vectors from "./signing-vectors.json";

test.each(vectors.requests)("request vector $id", (vector) => {
  const body = Buffer.from(vector.body);
  const text = requestStringToSign({ ...vector, key: vectors.key, body });
  expect(text).toBe(vector.string_to_sign);
  expect(`v1=${hmacHex(vectors.secret, text)}`).toBe(vector.signature);
});

test.each(vectors.returns)("return vector $id", ({ fields, string_to_sign, signature }) => {
  expect(returnStringToSign(fields)).toBe(string_to_sign);
  expect(hmacHex(vectors.secret, string_to_sign)).toBe(signature);
});

test("only one or two lower-case v1 signatures are read", () => {
  const one = `v1=${"a".repeat(64)}`;
  expect(parseSignatures(one)).toHaveLength(1);
  expect(parseSignatures(`${one},${one}`)).toHaveLength(2);
  for (const bad of [
    `${one},${one},${one}`,
    one.toUpperCase(),
    "a".repeat(64),
    `v2=${"a".repeat(64)}`,
    `x${one}`,
    `${one}a`,
    `${one},v1=short`,
    "",
  ]) {
    expect(parseSignatures(bad)).toBeNull();
  }
});

test("a trailing line feed is another text", () => {
  const [vector] = vectors.requests;
  if (!vector) throw new Error("no vector");
  const offered = [vector.signature.slice(3)];
  expect(anySignatureMatches(vectors.secret, vector.string_to_sign, offered)).toBe(true);
  expect(anySignatureMatches(vectors.secret, `${vector.string_to_sign}\n`, offered)).toBe(false);
});
