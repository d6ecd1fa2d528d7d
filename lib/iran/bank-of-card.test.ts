import { expect, test } from "vitest";
import { bankOfCard } from "./bank-of-card";

test.each([
  ["6037991234567893", "بانک ملی ایران", "Bank Melli Iran"],
  ["603799******7893", "بانک ملی ایران", "Bank Melli Iran"],
  ["6219861234567898", "بانک سامان", "Saman Bank"],
  ["6104331234567890", "بانک ملت", "Bank Mellat"],
  ["5892101234567895", "بانک سپه", "Bank Sepah"],
  ["6362141234567890", "بانک آینده", "Ayandeh Bank"],
  ["5818741234567899", "بانک ایران و ونزوئلا", "Iran–Venezuela Bank"],
  ["170019******0000", "بانک ملی ایران", "Bank Melli Iran"],
])("%s is a card of %s", (pan, fa, en) => {
  expect(bankOfCard(pan)).toMatchObject({ fa, en });
});

test("a longer prefix of a bank inside a bank counts only where it is shown", () => {
  expect(bankOfCard("6219861912345678")?.en).toBe("Blubank (Saman)");
  expect(bankOfCard("621986******5678")?.en).toBe("Saman Bank");
});

test.each(["9999991234567893", "999999******9999", "60379", "", "٦٠٣٧٩٩******7893", "x603799"])(
  "of %o no bank is known",
  (pan) => expect(bankOfCard(pan)).toBeNull(),
);
