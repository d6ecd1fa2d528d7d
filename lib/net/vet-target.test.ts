import { expect, test } from "vitest";
import { addressList } from "./address-rules";
import { type TargetRules, vetTarget } from "./vet-target";

const strict: TargetRules = { loopback: false, allowed: null, ownHost: "pay.example.ir" };
const local: TargetRules = { loopback: true, allowed: null, ownHost: "localhost" };
const lan: TargetRules = { ...strict, allowed: addressList(["10.8.0.0/16", "fd00::/8"]) };
// What is refused under the strict rules stands in hostile-targets.test.ts.
const verdict = (text: string, rules = strict) => vetTarget(text, rules).refusal ?? "ok";

test.each([
  "",
  "shop.example/hook",
  "ftp://shop.example/",
  "file:///etc/passwd",
  "https://[fe80::1%25eth0]/",
  "https://256.1.1.1/",
  "javascript:alert(1)",
])("%j is no URL to call", (text) => {
  expect(verdict(text)).toBe("invalid_url");
});

test.each([
  "https://shop.example/hook?x=1",
  "https://shop.example:8443/",
  "https://shop.example:1024/",
  "https://shop.example:80/",
  "https://8.8.8.8/",
  "https://[2606:4700::1111]/",
  "https://فروشگاه.example/",
  "https://notpay.example.ir/",
])("%s may be called", (text) => {
  expect(verdict(text)).toBe("ok");
});

test("on a laptop test mode may call the laptop, as written and on no well-guarded port", () => {
  expect(verdict("http://localhost:3000/demo/webhook", local)).toBe("ok");
  expect(verdict("http://127.0.0.1:4000/", local)).toBe("ok");
  expect(verdict("https://[::1]:4000/", local)).toBe("ok");
  expect(verdict("http://localhost:22/", local)).toBe("url_not_allowed");
  expect(verdict("http://10.0.0.1/", local)).toBe("url_not_allowed");
  expect(verdict("http://shop.localhost/", local)).toBe("url_not_allowed");
});

test("an operator's own ranges may be called, also without TLS; loopback is not among them", () => {
  expect(verdict("http://10.8.1.1/hook", lan)).toBe("ok");
  expect(verdict("https://[fd12::1]/", lan)).toBe("ok");
  expect(verdict("http://10.9.1.1/", lan)).toBe("url_not_allowed");
  expect(verdict("http://127.0.0.1:3000/", lan)).toBe("url_not_allowed");
  expect(verdict("http://crm.internal:8080/", lan)).toBe("ok");
});
