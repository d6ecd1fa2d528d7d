import { expect, test } from "vitest";
import { caretAfter, groupDigits, plainDigits } from "./group-digits";

test.each([
  ["1250000", "۱٬۲۵۰٬۰۰۰"],
  ["۱۲۵۰", "۱٬۲۵۰"],
  ["١٢٥٠", "۱٬۲۵۰"],
  ["1,250 000 تومان", "۱٬۲۵۰٬۰۰۰"],
  ["000", "۰"],
  ["0012", "۱۲"],
  ["", ""],
  ["-", ""],
])("%s is grouped as %s in Persian", (typed, shown) => {
  expect(groupDigits(typed, "fa")).toBe(shown);
});

test("each writing has its own figures and mark", () => {
  expect(groupDigits("۱۲۵۰۰۰۰", "en")).toBe("1,250,000");
  expect(groupDigits("۱۲۵۰۰۰۰", "fa-latn")).toBe("1,250,000");
});

test("the address gets plain ASCII digits", () => {
  expect(plainDigits("۱٬۲۵۰٬۰۰۰")).toBe("1250000");
});

test("the caret stays behind the digit that was typed, marks or not", () => {
  expect(caretAfter("۱٬۲۵۰٬۰۰۰", 0)).toBe(0);
  expect(caretAfter("۱٬۲۵۰٬۰۰۰", 1)).toBe(1);
  expect(caretAfter("۱٬۲۵۰٬۰۰۰", 2)).toBe(3);
  expect(caretAfter("1,250", 9)).toBe(5);
});
