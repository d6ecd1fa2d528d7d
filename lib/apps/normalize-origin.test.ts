import { expect, test } from "vitest";
import { normalizeOrigin } from "./normalize-origin";

test.each([
  ["https://shop.example", "https://shop.example"],
  ["https://shop.example/", "https://shop.example"],
  ["HTTPS://Shop.Example:443", "https://shop.example"],
  ["https://shop.example:8443", "https://shop.example:8443"],
  ["https://فروشگاه.example", "https://xn--mgbtj4c7ad63e.example"],
  ["http://localhost:3000", "http://localhost:3000"],
  ["http://127.0.0.1", "http://127.0.0.1"],
  ["http://[::1]:8080", "http://[::1]:8080"],
])("%s is the origin %s", (given, origin) => {
  expect(normalizeOrigin(given)).toBe(origin);
});

test.each([
  "http://shop.example",
  "http://localhost.shop.example",
  "http://127.0.0.1.shop.example",
  "https://shop.example/path",
  "https://shop.example?",
  "https://shop.example#",
  "https://user@shop.example",
  "https://*.shop.example",
  "https://shop.example\\@evil.example",
  "https://shop.example\t",
  " https://shop.example",
  "https:shop.example",
  "https:///shop.example",
  "https://",
  "//shop.example",
  "javascript://shop.example",
  "ftp://localhost",
  "null",
  "",
])("%j is no origin", (given) => {
  expect(normalizeOrigin(given)).toBeNull();
});
