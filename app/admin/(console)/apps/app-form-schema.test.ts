import { expect, test } from "vitest";
import { createAppForm, updateAppForm } from "./app-form-schema";

const MERCHANT = "11111111-2222-4333-8444-555555555555";
const filled = {
  name: "Shop",
  slug: "shop",
  return_origins: ["https://Shop.example/"],
  late_payment: "accept",
  merchant: "shared",
};

test("what was left empty is taken away, not left as it was", () => {
  expect(createAppForm.parse(filled)).toEqual({
    name: "Shop",
    slug: "shop",
    return_origins: ["https://shop.example"],
    late_payment: "accept",
    description_prefix: null,
    branding: {},
    zarinpal_merchant_id: null,
  });
  const branding = { display_name: "Books" };
  const changed = updateAppForm.parse({
    ...filled,
    id: "app_1",
    description_prefix: "B: ",
    branding,
  });
  expect(changed).toMatchObject({ id: "app_1", changes: { description_prefix: "B:", branding } });
  expect(changed.changes).not.toHaveProperty("id");
});

test("a merchant is replaced, given up, or kept without being told", () => {
  const changesOf = (given: object) =>
    updateAppForm.parse({ ...filled, id: "a", ...given }).changes;
  expect(changesOf({ merchant: "keep" })).not.toHaveProperty("zarinpal_merchant_id");
  expect(changesOf({ merchant: "shared" })).toHaveProperty("zarinpal_merchant_id", null);
  const own = { merchant: "own", zarinpal_merchant_id: MERCHANT };
  expect(changesOf(own)).toHaveProperty("zarinpal_merchant_id", MERCHANT);
  // A code that was typed and then not chosen is not taken.
  expect(changesOf({ ...own, merchant: "shared" })).toHaveProperty("zarinpal_merchant_id", null);
});

test("a merchant of one's own needs its code, at its field", () => {
  const result = createAppForm.safeParse({ ...filled, merchant: "own" });
  expect(result.error?.issues).toMatchObject([
    { path: ["zarinpal_merchant_id"], message: "required" },
  ]);
});

test.each([
  [{ return_origins: ["https://shop.example", "http://shop.example"] }, ["return_origins", 1]],
  [{ return_origins: undefined }, ["return_origins"]],
  [{ slug: "Shop" }, ["slug"]],
  [{ branding: { logo_url: "http://shop.example/logo.png" } }, ["branding", "logo_url"]],
  [{ unknown: "1" }, []],
])("the API's rules hold: %j", (given, path) => {
  const result = createAppForm.safeParse({ ...filled, ...given });
  expect(result.error?.issues[0]?.path).toEqual(path);
});
