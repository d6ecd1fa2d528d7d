import { expect, test } from "vitest";
import { addressList } from "./address-rules";
import { type TargetRules, vetTarget } from "./vet-target";

const strict: TargetRules = { loopback: false, allowed: null, ownHost: "pay.example.ir" };
const local: TargetRules = { loopback: true, allowed: null, ownHost: "localhost" };
const lan: TargetRules = { ...strict, allowed: addressList(["10.8.0.0/16", "fd00::/8"]) };
const verdict = (text: string, rules = strict) => vetTarget(text, rules).refusal ?? "ok";

test.each([
  "https://127.0.0.1/",
  "https://127.1/",
  "https://0x7f.1/",
  "https://0x7f000001/",
  "https://2130706433/",
  "https://0177.0.0.1/",
  "https://017700000001/",
  "https://①②⑦.⓪.⓪.①/",
  "https://127。0。0。1/",
  "https://%31%32%37.0.0.1/",
  "https://127.0.0.1./",
  "https://0/",
  "https://[::1]/",
  "https://[::]/",
  "https://[::ffff:127.0.0.1]/",
  "https://[::ffff:7f00:1]/",
  "https://[::127.0.0.1]/",
  "https://[64:ff9b::7f00:1]/",
  "https://[2002:7f00:1::]/",
  "https://[2001:0:7f00:1::]/",
  "https://[fe80::1]/",
  "https://[fd00::1]/",
  "https://169.254.169.254/latest/meta-data/",
  "https://168.63.129.16/",
  "https://100.100.100.200/",
  "https://10.0.0.1/",
  "https://192.168.1.1:8443/",
  "https://localhost/",
  "https://LOCALHOST./",
  "https://shop.localhost/",
  "https://pay.example.ir/v1",
  "https://PAY.example.ir.:8443/",
  "https://user@shop.example/",
  "https://user:pass@shop.example/",
  "https://shop.example:22/",
  "https://shop.example:25/",
  "https://shop.example:1023/",
  "http://shop.example/",
  "http://8.8.8.8/",
])("%s may not be called", (text) => {
  expect(verdict(text)).toBe("url_not_allowed");
});

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
