import { expect, test } from "vitest";
import { changesBetween } from "./changes-between";

test("only what differs is told, with what it was and what it became", () => {
  const before = { name: "old", slug: "shop", origins: ["https://a.example"], prefix: null };
  const after = { ...before, name: "new", origins: ["https://a.example", "https://b.example"] };
  expect(changesBetween(before, after)).toEqual({
    name: { from: "old", to: "new" },
    origins: { from: before.origins, to: after.origins },
  });
  expect(changesBetween(before, { ...before })).toEqual({});
  expect(changesBetween({}, { note: "x" })).toEqual({ note: { from: null, to: "x" } });
  expect(changesBetween({ note: "x" }, { note: undefined })).toEqual({
    note: { from: "x", to: null },
  });
});
