import { expect, test } from "vitest";
import { recentOf } from "./recent";

const ID = "trx_01ARZ3NDEKTSV4RRFFQ69G5FAV";

test("a thing is remembered by its own page, without what its title ends with", () => {
  const title = "تراکنش A-1 · کنسول فلت‌پی";
  expect(recentOf(`/admin/transactions/${ID}`, title)).toEqual({
    href: `/admin/transactions/${ID}`,
    title: "تراکنش A-1",
  });
  const app = "/admin/apps/app_01ARZ3NDEKTSV4RRFFQ69G5FAV";
  expect(recentOf(`${app}/keys`, "کلیدها · کنسول")?.href).toBe(app);
});

test.each(["/admin", "/admin/transactions", "/admin/apps/new", `/pay/${ID}`, "/admin/audit"])(
  "%s is no thing",
  (path) => expect(recentOf(path, "x · y")).toBeNull(),
);

test("a page without a title is not remembered", () => {
  expect(recentOf(`/admin/transactions/${ID}`, "")).toBeNull();
});
