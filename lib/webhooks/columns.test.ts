import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { testDatabase } from "@/lib/testing/test-context";
import { column } from "./columns";

type Value = string | number | null | undefined;

async function back(values: Value[], type: Parameters<typeof column>[1]) {
  const db = await testDatabase();
  const [row] = await db.execute<{ values: unknown[] | null }>(
    sql`select json_agg(v order by n) as values from unnest(${column(values, type)}) with ordinality u(v, n)`,
  );
  return row?.values;
}

test.each<[string, Value[], Parameters<typeof column>[1]]>([
  ["text of every kind", ["a", 'b"{}\\,', "سلام\n\t", "NULL", " "], "text"],
  ["gaps", ["a", null, "c", null], "text"],
  ["whole numbers", [1, null, -3], "int"],
  ["fractions", [1.5, null, 1e12], "float8"],
  ["objects", ['{"a":"b\\u001f"}', null, "{}"], "json"],
])("%s come as they are", async (_, values, type) => {
  const plain = type === "json" ? values.map((text) => JSON.parse(String(text))) : values;
  expect(await back(values, type)).toEqual(plain);
});

test("an empty text is none", async () => {
  expect(await back(["a", "", undefined, "b"], "text")).toEqual(["a", null, null, "b"]);
});
