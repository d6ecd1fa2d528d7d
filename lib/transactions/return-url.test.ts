import { expect, test } from "vitest";
import { returnOriginFault, returnUrlFault } from "./return-url";

test.each([
  ["https://shop.example/return", null],
  ["https://shop.example/return?order=12#top", null],
  ["http://localhost:4000/return", null],
  ["/return", "unreadable"],
  ["javascript:alert(1)", "unreadable"],
  ["https://", "unreadable"],
  ["https://shop.example/a b", "character"],
  ["https://shop.example\\@evil.example/", "character"],
  ["https://shop.example/\u0000", "character"],
  ["https://shop.example/\n", "character"],
  ["https://ali@shop.example/", "user_name"],
  ["https://:@shop.example/", "user_name"],
  ["https://shop.example/?status=paid", "own_parameter"],
  ["https://shop.example/?a=1&signature=0", "own_parameter"],
])("the form of %j: %s", (text, fault) => {
  expect(returnUrlFault(text)).toBe(fault);
});

const origins = ["https://shop.example", "http://localhost:4000", "http://old.example"];
test.each([
  ["https://shop.example/return", "live", null],
  ["HTTPS://Shop.Example:443/return", "live", null],
  ["https://shop.example:8443/return", "live", "other_origin"],
  ["https://www.shop.example/return", "live", "other_origin"],
  ["https://shop.example.evil.example/", "live", "other_origin"],
  ["http://shop.example/return", "test", "https"],
  ["http://old.example/", "test", "https"],
  ["http://localhost:4000/return", "test", null],
  ["http://localhost:4000/return", "live", "local_in_live"],
  ["http://localhost:4001/return", "test", "other_origin"],
] as const)("whether %s is the app's in %s mode: %s", (text, mode, fault) => {
  expect(returnOriginFault(text, { origins, mode })).toBe(fault);
});
