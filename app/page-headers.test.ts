import { unstable_doesMiddlewareMatch as doesProxyMatch } from "next/experimental/testing/server";
import { NextRequest } from "next/server";
import { afterEach, expect, test, vi } from "vitest";
import { config, proxy } from "@/proxy";

const visit = (path: string, headers?: HeadersInit) =>
  proxy(new NextRequest(`https://pay.example${path}`, headers ? { headers } : {}));
const runsOn = (url: string) => doesProxyMatch({ config, nextConfig: {}, url });

afterEach(() => vi.unstubAllEnvs());

test.each([
  "/v1/pay/request",
  "/v1",
  "/api/health",
  "/callback/zarinpal",
  "/sandbox/zarinpal/pg/StartPay/A1",
  "/pay/trx_1",
  "/demo/webhook",
  "/_next/static/chunks/a.js",
  "/sdk/flatpay.mjs",
  "/favicon.ico",
])("%s is no page and is not slowed down", (path) => {
  expect(runsOn(path)).toBe(false);
});

test.each(["/", "/docs", "/docs/errors", "/demo", "/demo/demo-1", "/admin", "/payments", "/nope"])(
  "%s is a page",
  (path) => {
    expect(runsOn(path)).toBe(true);
  },
);

test("every page load has a nonce of its own, and nothing runs without it", () => {
  const policies = [visit("/"), visit("/")].map((r) => r.headers.get("content-security-policy"));
  expect(policies[0]).not.toBe(policies[1]);
  expect(policies[0]).toMatch(/script-src 'nonce-[A-Za-z0-9+/]{22}==' 'strict-dynamic';/);
  // One hash of one style attribute is all that needs a word of leave.
  const leave = policies[0]?.match(/[^;]*unsafe[^;]*/g);
  expect(leave).toEqual([expect.stringMatching(/^ style-src-attr 'unsafe-hashes' 'sha256-\S+'$/)]);
  expect(policies[0]).toMatch(/default-src 'none'.*form-action 'self'.*frame-ancestors 'none'/);
});

test("pages tell other sites nothing of where the visitor was", () => {
  expect(visit("/docs").headers.get("referrer-policy")).toBe("no-referrer");
});

test("a language chosen by link holds at once and is remembered; nonsense is ignored", () => {
  const response = visit("/docs?lang=en&theme=dark", { cookie: "locale=fa" });
  expect(response.headers.get("x-middleware-request-cookie")).toBe("locale=en; theme=dark");
  expect(response.cookies.get("locale")).toMatchObject({ value: "en", path: "/", secure: true });
  expect(visit("/docs?lang=xx&theme=%3Cb%3E").headers.get("set-cookie")).toBeNull();
});

test("a caller cannot bring its own policy or nonce", () => {
  const response = visit("/", { "content-security-policy": "script-src 'nonce-evil'" });
  expect(response.headers.get("x-middleware-request-content-security-policy")).not.toContain(
    "evil",
  );
});
