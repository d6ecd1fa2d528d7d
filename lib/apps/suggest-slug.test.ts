import fc from "fast-check";
import { expect, test } from "vitest";
import { suggestSlug } from "./suggest-slug";

test.each([
  ["Book Shop", "book-shop"],
  ["  Café  No. 12 ", "cafe-no-12"],
  ["فروشگاه کتاب", "froshgah-ktab"],
  ["کتاب‌فروشی ۲۴", "ktabfroshi-24"],
  ["آژانس ژاله", "azhans-zhalh"],
  ["یک", "ik-app"],
  ["日本", ""],
  ["", ""],
])("%j is called %j", (name, slug) => {
  expect(suggestSlug(name)).toBe(slug);
});

test("whatever the name, what is suggested is a slug", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 100 }), (name) => {
      const slug = suggestSlug(name);
      if (slug !== "") expect(slug).toMatch(/^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$/);
    }),
  );
});
