import { expect, test } from "vitest";
import { isCardNumber, maskCardNumber } from "./card";
import { normalizeMobile } from "./mobile";

test.each(["6037991234567893", "6219861234567898", "5818741234567899", "9999991234567893"])(
  "%s is a card, and not with another last digit",
  (card) => {
    expect(isCardNumber(card)).toBe(true);
    expect(isCardNumber(card.slice(0, 15) + ((Number(card[15]) + 1) % 10))).toBe(false);
  },
);

test("a card is shown by its first six and last four digits", () => {
  expect(maskCardNumber("6037991234567893")).toBe("603799******7893");
});

test.each([
  ["09121234567", "09121234567"],
  ["+989121234567", "09121234567"],
  ["00989121234567", "09121234567"],
  ["9121234567", null],
  ["0912123456", null],
  ["۰۹۱۲۱۲۳۴۵۶۷", null],
  ["+98912123456x", null],
])("mobile %s → %s", (given, stored) => expect(normalizeMobile(given)).toBe(stored));
