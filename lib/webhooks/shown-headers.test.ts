import { expect, test } from "vitest";
import { shownHeaders } from "./shown-headers";

test.each([
  "authorization",
  "proxy-authorization",
  "authentication-info",
  "cookie",
  "set-cookie",
  "x-auth-token",
  "x-api-key",
  "apikey",
  "x-amz-security-token",
  "x-csrf-token",
  "session-id",
  "x-hub-signature-256",
  "x-access-key",
  "client-secret",
])("%s is masked whatever it holds", (name) => {
  expect(shownHeaders({ [name]: ["something", "else"] })).toEqual({ [name]: "***" });
});

test.each([
  ["content-type", "text/html; charset=utf-8"],
  ["www-authenticate", 'Basic realm="shop"'],
  ["server", "nginx/1.22.1"],
  ["keep-alive", "timeout=5"],
  ["etag", '"33a64df551425fcc55e4d42a148795d9f25f89d4"'],
  ["x-request-id", "5f0c2c1e-5e2a-4b8e-9f5e-1d2c3b4a5f60"],
  ["retry-after", "120"],
  ["location", "https://www.shop.example/hook?lang=fa"],
])("%s: %s is shown", (name, value) => {
  expect(shownHeaders({ [name]: value })).toEqual({ [name]: value });
});

test.each([
  ["location", "https://shop.example/login?access_token=abc123&x=1", "abc123"],
  ["location", "https://user:hunter2@shop.example/", "hunter2"],
  ["x-debug", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "MfKQ9r8G"],
  ["x-debug", "got Bearer abcdef0123456789 from you", "abcdef0123456789"],
  ["x-user", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl", "eyJzdWIi"],
  ["x-card", "6037991234567890", "123456"],
])("a secret in %s is masked: %s", (name, value, secret) => {
  const shown = shownHeaders({ [name]: value })[name];
  expect(shown).toContain("***");
  expect(shown).not.toContain(secret);
});

test("control characters are gone, repeated headers are one line, and the prototype stays as it is", () => {
  const headers = JSON.parse(
    '{"x":"a\\u0000b\\u001b[31m\\u202ec","via":["1.1 a","1.1 b"],"__proto__":"p"}',
  );
  const shown = shownHeaders(headers);
  expect(Object.entries(shown)).toEqual([
    ["x", "ab[31mc"],
    ["via", "1.1 a, 1.1 b"],
    ["__proto__", "p"],
  ]);
});

test("at most 50 headers, 4 KiB in all, and no value takes it all", () => {
  const many = Object.fromEntries(Array.from({ length: 80 }, (_, i) => [`x-${i}`, "y"]));
  expect(Object.keys(shownHeaders(many))).toHaveLength(50);
  const long = Object.fromEntries(
    Array.from({ length: 40 }, (_, i) => [`x-${i}`, "é".repeat(3_000)]),
  );
  const shown = shownHeaders(long);
  expect(Object.keys(shown).length).toBeGreaterThan(2);
  expect(Buffer.byteLength(Object.entries(shown).flat().join(""))).toBeLessThanOrEqual(4_096);
});
