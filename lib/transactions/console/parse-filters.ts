import { asciiDigits } from "@/lib/i18n/digits";
import { isCardNumber, maskCardNumber } from "@/lib/iran/card";
import { normalizeMobile } from "@/lib/iran/mobile";
import { isDate, RANGE_PRESETS } from "@/lib/time/tehran-days";
import {
  type ConsoleFilters,
  NO_FILTERS,
  type Parameters,
  SORTS,
  STATUS_FILTERS,
  sortKey,
} from "./schema";

/** A value that an address had and the list has no use for, by its name in the address. */
export type Ignored = { name: string; value: string };

const ALTERNATIVES_MAX = 20;
const SEARCH_CHARS_MAX = 64;
const YEAR_MIN = "2000";
const YEAR_MAX = "2199";
const ULID = "[0-9A-HJKMNP-TV-Z]{26}";
const APP_ID = new RegExp(`^app_${ULID}$`);
const CURSORS = {
  created: new RegExp(`^trx_${ULID}$`),
  amount: new RegExp(`^\\d{1,15}\\.trx_${ULID}$`),
};

/**
 * The filters that an address means. Takes any digits, separators in amounts and every way to write a
 * mobile. Never fails: what makes no sense is left out and told in `ignored`; names that are not ours
 * are nobody's mistake.
 */
export function parseFilters(parameters: Parameters): {
  filters: ConsoleFilters;
  ignored: Ignored[];
} {
  const ignored: Ignored[] = [];
  const values = (name: string) => valuesOf(parameters, name).map(clean).filter(Boolean);

  function list<T extends string>(name: string, read: (text: string) => T | null, order?: T[]) {
    const found = new Set<T>();
    for (const text of values(name).flatMap((value) => value.split(","))) {
      const value = read(text.trim());
      if (value !== null && found.size < ALTERNATIVES_MAX) found.add(value);
      else if (text.trim() !== "") ignored.push({ name, value: text.trim() });
    }
    return order ? order.filter((value) => found.has(value)) : [...found].sort();
  }

  function one<T>(name: string, read: (text: string) => T | null, allowed = true): T | null {
    const [text, ...rest] = values(name);
    const value = text !== undefined && allowed ? read(text) : null;
    const lost = text !== undefined && value === null ? [text, ...rest] : rest;
    ignored.push(...lost.map((each) => ({ name, value: each })));
    return value;
  }

  const among = <T extends string>(choices: readonly T[]) => {
    return (text: string) => choices.find((choice) => choice === text) ?? null;
  };
  const sort = one("sort", among(SORTS)) ?? NO_FILTERS.sort;
  const cursor = matching(CURSORS[sortKey(sort)]);
  const minToman = one("min", toman);
  const range = one("range", among(RANGE_PRESETS));
  const from = one("from", date, range === null);
  const after = one("after", cursor);
  const filters: ConsoleFilters = {
    status: list("status", among(STATUS_FILTERS), [...STATUS_FILTERS]),
    app: list("app", matching(APP_ID)),
    provider: list("provider", matching(/^[a-z][a-z0-9_-]{0,39}$/)),
    minToman,
    maxToman: one("max", (text) => notBelow(toman(text), minToman)),
    range,
    from,
    to: one("to", (text) => notBelow(date(text), from), range === null),
    card: one("card", matching(/^\d{4}$/)),
    mobile: one("mobile", mobile),
    q: one("q", search),
    sort,
    after,
    before: one("before", cursor, after === null),
  };
  return { filters, ignored };
}

function valuesOf(parameters: Parameters, name: string): string[] {
  if (parameters instanceof URLSearchParams) return parameters.getAll(name);
  const value = parameters[name];
  return value === undefined ? [] : [value].flat();
}

/** Copied text brings invisible marks along, above all out of right-to-left pages. */
const clean = (text: string) => asciiDigits(text.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, "")).trim();

const matching = (pattern: RegExp) => (text: string) => (pattern.test(text) ? text : null);

function toman(text: string): number | null {
  const plain = text.replace(/[\s,_'’٬،]/g, "");
  return /^\d{1,12}$/.test(plain) ? Number(plain) : null;
}

function date(text: string): string | null {
  return isDate(text) && text >= YEAR_MIN && text <= `${YEAR_MAX}-12-31` ? text : null;
}

function notBelow<T extends string | number>(value: T | null, least: T | null): T | null {
  return value !== null && least !== null && value < least ? null : value;
}

/** A whole card number has no place in an address or a log: its mask finds the same payments. */
function search(text: string): string | null {
  const plain = text.replace(/[\s-]/g, "");
  if (isCardNumber(plain)) return maskCardNumber(plain);
  return text.length > SEARCH_CHARS_MAX ? null : text;
}

/** As it is stored, from whatever way people write it. */
export function mobile(text: string): string | null {
  const plain = text.replace(/[\s()-]/g, "");
  // A `+` that an address lost, or a zero that a spreadsheet dropped.
  const written = [plain, `+${plain}`, `0${plain}`].map(normalizeMobile);
  return written.find((stored) => stored !== null) ?? null;
}
