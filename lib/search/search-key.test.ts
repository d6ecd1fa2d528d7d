import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { testDatabase } from "@/lib/testing/test-context";
import { matchesSearch, searchKey, TRANSLATE } from "./search-key";

test.each([
  ["تراكنش‌هاي", "تراکنش‌ها"],
  ["تراکنش های موفق", "تراكنشهاي"],
  ["فروشگاهِ گُل", "گل فروشگاه"],
  ["وب‌هوک", "وب هوک"],
  ["مسئول", "مسیول"],
  ["آبان", "ابان"],
  ["شعبهٔ ۱۲", "شعبه 12"],
  ["شعبۀ ١٢", "شعبه ۱۲"],
  ["Shop One", "ONE shop"],
])("%s is found by %s", (text, query) => expect(matchesSearch(text, query)).toBe(true));

test("a word that is not there is not found", () => {
  expect(matchesSearch("فروشگاه گل", "فروشگاه کتاب")).toBe(false);
  expect(matchesSearch("فروشگاه گل", "")).toBe(true);
});

test("the database compares as we do", async () => {
  const db = await testDatabase();
  for (const text of ["تراكنش‌هاي نوِ ۀ ۱۲٣ ABC", "آأإٱ ؤئةك ـــ", "plain"]) {
    const [row] = await db.execute<{ key: string }>(
      sql`select translate(lower(${text}), ${TRANSLATE.from}, ${TRANSLATE.to}) as key`,
    );
    expect(row?.key).toBe(searchKey(text));
  }
});
