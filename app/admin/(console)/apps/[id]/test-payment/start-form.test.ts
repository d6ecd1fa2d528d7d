import { expect, test } from "vitest";
import { startForm } from "./start-form";

const here = { app_id: "app_1", return_to: "here" };

test.each([
  ["15000", 15_000],
  ["۱۵٬۰۰۰", 15_000],
  ["15,000", 15_000],
  [" ١٥٠٠٠ ", 15_000],
])("an amount is read as it is typed: %s", (amount, tomans) => {
  expect(startForm.parse({ ...here, amount }).amount).toBe(tomans);
});

test.each(["", "-5", "1.5", "۱۲ تومان", "1e5"])("%j is no amount", (amount) => {
  expect(startForm.safeParse({ ...here, amount }).error?.issues).toMatchObject([
    { path: ["amount"], message: "invalid_format" },
  ]);
});

test("a return to the site needs its address, at its field", () => {
  const site = { ...here, return_to: "site", amount: "15000" };
  expect(startForm.safeParse(site).error?.issues).toMatchObject([
    { path: ["return_url"], message: "required" },
  ]);
  expect(startForm.safeParse({ ...site, return_url: "https://shop.example/r" }).success).toBe(true);
});
