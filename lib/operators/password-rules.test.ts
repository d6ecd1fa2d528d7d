import { expect, test } from "vitest";
import { passwordFault } from "./password-rules";

test.each([
  ["short", "too_short"],
  ["123456789", "too_short"],
  ["1234567890", "password_too_common"],
  ["Password-123", "password_too_common"],
  ["QWERTYUIOP", "password_too_common"],
  ["aaaaaaaaaaaa", "password_too_common"],
  ["abababababab", "password_too_common"],
  ["!!!!!!!!!!!!", "password_too_common"],
  ["0912 345 6789", "password_too_common"],
  ["۰۹۱۲۳۴۵۶۷۸۹", "password_too_common"],
  ["sara@shop.example", "password_too_common"],
  ["SaraShopExample", "password_too_common"],
  ["x".repeat(201), "too_long"],
  ["correct horse battery", null],
  ["گذرواژه‌ای بلند", null],
  ["۱۲۳۴۵۶ هفت هشت", null],
])("%s: %s", (password, fault) => {
  expect(passwordFault(password, "sara@shop.example")).toBe(fault);
});

test("the first part of one's address with figures behind it is no secret", () => {
  expect(passwordFault("fatemehzahra1", "fatemeh.zahra@shop.example")).toBe("password_too_common");
  expect(passwordFault("fatemehzahra in rain", "fatemeh.zahra@shop.example")).toBeNull();
});
