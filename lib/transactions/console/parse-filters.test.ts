import fc from "fast-check";
import { expect, test } from "vitest";
import { RANGE_PRESETS } from "@/lib/time/tehran-days";
import { parseFilters } from "./parse-filters";
import {
  type ConsoleFilters,
  isFiltered,
  NO_FILTERS,
  type Parameters,
  SORTS,
  STATUS_FILTERS,
  sortKey,
} from "./schema";
import { toQuery, withoutPage } from "./serialize";

const APP = "app_01JD8ZB2M4N6P8Q0R2S4T6V8WX";
const TRX = "trx_01JD8ZB2M4N6P8Q0R2S4T6V8WX";
const OTHER_APP = "app_01JD8ZB2M4N6P8Q0R2S4T6V8WY";

const parse = (query: string) => parseFilters(new URLSearchParams(query));
const filters = (given: Partial<ConsoleFilters>) => ({ ...NO_FILTERS, ...given });

test.each<[string, Partial<ConsoleFilters>]>([
  ["", {}],
  ["status=paid", { status: ["paid"] }],
  ["status=failed,paid", { status: ["paid", "failed"] }],
  ["status=paid&status=attention", { status: ["paid", "attention"] }],
  [`app=${OTHER_APP},${APP}`, { app: [APP, OTHER_APP] }],
  ["provider=zarinpal", { provider: ["zarinpal"] }],
  ["min=1000&max=50000", { minToman: 1000, maxToman: 50_000 }],
  ["min=0&max=0", { minToman: 0, maxToman: 0 }],
  ["min=۱٬۰۰۰&max=٥٠,٠٠٠", { minToman: 1000, maxToman: 50_000 }],
  ["range=last-month", { range: "last-month" }],
  ["from=2026-11-15&to=2026-11-15", { from: "2026-11-15", to: "2026-11-15" }],
  ["from=۲۰۲۶-۱۱-۱۵", { from: "2026-11-15" }],
  ["card=۷۸۹۳", { card: "7893" }],
  ["mobile=09121234567", { mobile: "09121234567" }],
  ["mobile=%2B98 912 123 4567", { mobile: "09121234567" }],
  ["mobile=+989121234567", { mobile: "09121234567" }],
  ["mobile=٩١٢١٢٣٤٥٦٧", { mobile: "09121234567" }],
  ["q=%20A-1001%E2%80%8F%20", { q: "A-1001" }],
  ["q=۵۹۴۲۱۸۲۷۱۰۱", { q: "59421827101" }],
  ["q=6037-9912-3456-7893", { q: "603799******7893" }],
  ["q=۶۰۳۷ ۹۹۱۲ ۳۴۵۶ ۷۸۹۳", { q: "603799******7893" }],
  ["q=6037991234567894", { q: "6037991234567894" }],
  ["sort=amount", { sort: "amount" }],
  ["sort=-created", {}],
  [`after=${TRX}`, { after: TRX }],
  [`sort=-amount&before=150000.${TRX}`, { sort: "-amount", before: `150000.${TRX}` }],
  ["view=vew_1&density=compact", {}],
])("%s is understood", (query, expected) => {
  expect(parse(query)).toEqual({ filters: filters(expected), ignored: [] });
});

test.each<[string, Partial<ConsoleFilters>, [string, string][]]>([
  ["status=paid,lost", { status: ["paid"] }, [["status", "lost"]]],
  ["app=app_1", {}, [["app", "app_1"]]],
  ["provider=Zarin%20Pal", {}, [["provider", "Zarin Pal"]]],
  [
    "min=-5&max=1.5",
    {},
    [
      ["min", "-5"],
      ["max", "1.5"],
    ],
  ],
  ["min=900&max=100", { minToman: 900 }, [["max", "100"]]],
  ["min=9999999999999", {}, [["min", "9999999999999"]]],
  ["range=week", {}, [["range", "week"]]],
  [
    "range=7d&from=2026-11-15&to=2026-11-21",
    { range: "7d" },
    [
      ["from", "2026-11-15"],
      ["to", "2026-11-21"],
    ],
  ],
  ["range=week&from=2026-11-15", { from: "2026-11-15" }, [["range", "week"]]],
  ["from=2026-02-30", {}, [["from", "2026-02-30"]]],
  [
    "from=1999-12-31&to=2200-01-01",
    {},
    [
      ["from", "1999-12-31"],
      ["to", "2200-01-01"],
    ],
  ],
  ["from=2026-11-15&to=2026-11-14", { from: "2026-11-15" }, [["to", "2026-11-14"]]],
  ["card=789", {}, [["card", "789"]]],
  ["mobile=0912", {}, [["mobile", "0912"]]],
  [`q=${"x".repeat(65)}`, {}, [["q", "x".repeat(65)]]],
  ["sort=name", {}, [["sort", "name"]]],
  ["after=abc", {}, [["after", "abc"]]],
  [`sort=amount&after=${TRX}`, { sort: "amount" }, [["after", TRX]]],
  [`after=150000.${TRX}`, {}, [["after", `150000.${TRX}`]]],
  [`after=${TRX}&before=${TRX}`, { after: TRX }, [["before", TRX]]],
  ["min=5&min=6", { minToman: 5 }, [["min", "6"]]],
])("%s: what makes no sense is left out and told", (query, expected, ignored) => {
  const told = ignored.map(([name, value]) => ({ name, value }));
  expect(parse(query)).toEqual({ filters: filters(expected), ignored: told });
});

test("parameters as a page gets them are the same as an address's", () => {
  expect(parseFilters({ status: ["paid", "failed"], min: "1000", q: undefined })).toEqual(
    parse("status=paid&status=failed&min=1000"),
  );
});

const ulid = fc.string({
  unit: fc.constantFrom(..."0123456789ABCDEFGHJKMNPQRSTVWXYZ"),
  minLength: 26,
  maxLength: 26,
});
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const day = fc
  .integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2199, 11, 31) })
  .map((ms) => new Date(ms).toISOString().slice(0, 10));
const ordered = <T extends string | number>(low: fc.Arbitrary<T>) =>
  fc.tuple(orNull(low), orNull(low)).map((pair): [T | null, T | null] => {
    const [a, b] = pair;
    return a !== null && b !== null && a > b ? [b, a] : [a, b];
  });

const anyFilters: fc.Arbitrary<ConsoleFilters> = fc
  .record({
    status: fc.subarray([...STATUS_FILTERS]),
    app: fc.uniqueArray(ulid, { maxLength: 20 }).map((ids) => ids.map((id) => `app_${id}`).sort()),
    provider: fc.subarray(["mellat", "zarinpal", "zibal"]),
    amounts: ordered(fc.integer({ min: 0, max: 999_999_999_999 })),
    range: orNull(fc.constantFrom(...RANGE_PRESETS)),
    days: ordered(day),
    card: orNull(fc.integer({ min: 0, max: 9999 }).map((n) => String(n).padStart(4, "0"))),
    mobile: orNull(
      fc.integer({ min: 0, max: 999_999_999 }).map((n) => `09${String(n).padStart(9, "0")}`),
    ),
    q: orNull(fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 })),
    sort: fc.constantFrom(...SORTS),
    cursor: orNull(fc.tuple(fc.integer({ min: 0, max: 1e12 }), ulid, fc.boolean())),
  })
  .map(({ amounts, days, q, cursor, ...rest }) => {
    const [amount, id, isAfter] = cursor ?? [];
    const place = cursor && (sortKey(rest.sort) === "amount" ? `${amount}.trx_${id}` : `trx_${id}`);
    return {
      ...rest,
      minToman: amounts[0],
      maxToman: amounts[1],
      from: rest.range ? null : days[0],
      to: rest.range ? null : days[1],
      // As a reader of addresses would have it.
      q: q === null ? null : parseFilters({ q }).filters.q,
      after: isAfter ? place : null,
      before: isAfter ? null : place,
    };
  });

test("what is written is read as the same, and equal filters are equal text", () => {
  fc.assert(
    fc.property(anyFilters, (given) => {
      const query = toQuery(given);
      const { filters: read, ignored } = parse(query);
      expect(read).toEqual(given);
      expect(ignored).toEqual([]);
      expect(toQuery(read)).toBe(query);
    }),
    { numRuns: 2_000 },
  );
});

test("no address is too strange to be read, and what it means can be written again", () => {
  const name = fc.constantFrom(
    ...["status", "app", "provider", "min", "max", "range", "from", "to", "card", "mobile", "q"],
    ...["sort", "after", "before"],
  );
  const value = fc.oneof(
    fc.string({ unit: "binary", maxLength: 80 }),
    fc.constantFrom("paid,failed", "۱۲۳۴", "2026-11-15", "today", TRX, `5.${TRX}`, "-amount", ""),
  );
  const parameters: fc.Arbitrary<Parameters> = fc.dictionary(
    name,
    fc.oneof(value, fc.array(value, { maxLength: 3 })),
  );
  fc.assert(
    fc.property(parameters, (given) => {
      const { filters: read } = parseFilters(given);
      expect(parse(toQuery(read))).toEqual({ filters: read, ignored: [] });
    }),
    { numRuns: 2_000 },
  );
});

test("a query is short, readable and in one order", () => {
  const given = filters({ status: ["paid", "failed"], minToman: 1000, range: "7d", app: [APP] });
  expect(toQuery(given)).toBe(`status=paid,failed&app=${APP}&min=1000&range=7d`);
  expect(toQuery(NO_FILTERS)).toBe("");
  expect(toQuery(withoutPage(filters({ after: TRX, q: "A&B" })))).toBe("q=A%26B");
});

test("order and place narrow nothing; an amount of zero does", () => {
  expect(isFiltered(filters({ sort: "amount", after: `1.${TRX}` }))).toBe(false);
  expect(isFiltered(filters({ minToman: 0 }))).toBe(true);
  expect(isFiltered(filters({ status: ["paid"] }))).toBe(true);
});
