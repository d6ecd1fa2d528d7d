import { expect, test } from "vitest";
import { parseFilters } from "@/lib/transactions/console/parse-filters";
import { NO_FILTERS } from "@/lib/transactions/console/schema";
import { listHref, readView, viewHref } from "./address";
import { canonical } from "./canonical";

const VIEW = "vew_01JD8ZB2M4N6P8Q0R2S4T6V8WX";
const query = (text: string) => canonical(new URLSearchParams(text));

test("changed filters begin at the first page, in the list's own writing", () => {
  expect(query("range=7d&status=failed%2Cpaid&after=trx_01JD8ZB2M4N6P8Q0R2S4T6V8WX")).toBe(
    "status=paid,failed&range=7d",
  );
  expect(query("min=%DB%B1%D9%AC%DB%B0%DB%B0%DB%B0")).toBe("min=1000");
  expect(query("peek=trx_1&mode=live")).toBe("");
});

test("a whole card number never stands in an address", () => {
  expect(query("q=6037991234567893")).toBe("q=603799******7893");
});

test("the view one came by stays with the changed filters, and nothing else does", () => {
  expect(query(`status=paid&view=${VIEW}`)).toBe(`status=paid&view=${VIEW}`);
  expect(query("status=paid&view=javascript:alert(1)")).toBe("status=paid");
  expect(readView({ view: [VIEW, VIEW] })).toBeNull();
});

test("an address of the list means what it was made of", () => {
  const filters = {
    ...NO_FILTERS,
    status: ["paid" as const],
    minToman: 5,
    sort: "amount" as const,
  };
  const { searchParams } = new URL(listHref(filters, VIEW), "http://localhost");
  expect(parseFilters(searchParams).filters).toEqual(filters);
  expect(readView(searchParams)).toBe(VIEW);
  expect(listHref(NO_FILTERS)).toBe("/admin/transactions");
  expect(viewHref({ id: VIEW, query: "" })).toBe(`/admin/transactions?view=${VIEW}`);
});
