import { ulid } from "@/lib/ids/mint-id";
import { adminFilters } from "@/lib/transactions/admin-filters";
import { adminListTransactions } from "@/lib/transactions/admin-list-transactions";
import {
  type ConsoleFilters,
  NO_FILTERS,
  SORTS,
  type Sort,
  sortKey,
} from "@/lib/transactions/console/schema";
import { TABS } from "@/lib/transactions/console/tabs";
import { countByTab } from "@/lib/transactions/count-by-tab";
import { listConsoleTransactions } from "@/lib/transactions/list-console-transactions";
import type { Chance } from "./chance";
import type { ListCase } from "./measure";
import type { Sample } from "./sample";

type Draw = (chance: Chance) => Partial<ConsoleFilters>;

const isoDay = (time: Date) => time.toISOString().slice(0, 10);
const PAGES = ["first", "deep", "last"] as const;

/** Every filter alone, and the sets of them that people use. */
function filterSets(sample: Sample): Record<string, Draw> {
  const { apps, transactions, busyMobiles } = sample;
  const small = apps.slice(3);
  const gone = apps.filter(
    ({ newest }) => sample.last.getTime() - newest.getTime() > 90 * 86_400_000,
  );
  const some = <T>(read: (row: Sample["transactions"][number]) => T | null) => {
    const values = transactions.map(read).filter((value): value is T => value !== null);
    return (chance: Chance) => chance.of(values);
  };
  const mobile = some((row) => row.mobile);
  const pan = some((row) => row.cardPan);
  const toman = (chance: Chance) => Math.round(some((row) => row.amountRials)(chance) / 10);
  const day = (chance: Chance, daysMin = 0) => {
    const span = sample.last.getTime() - sample.first.getTime() - daysMin * 86_400_000;
    return new Date(sample.first.getTime() + chance.next() * Math.max(span, 1));
  };
  const period = (chance: Chance, days: number) => {
    const from = day(chance, days);
    return { from: isoDay(from), to: isoDay(new Date(from.getTime() + days * 86_400_000)) };
  };
  return {
    "no filter": () => ({}),
    ...Object.fromEntries(
      TABS.slice(1).map(({ id, status }) => [`tab ${id}`, () => ({ status: [...status] })]),
    ),
    "paid or failed": () => ({ status: ["paid", "failed"] }),
    created: () => ({ status: ["created"] }),
    "failed, attention or refunded": () => ({ status: ["failed", "attention", "refunded"] }),
    "one app": (c) => ({ app: [c.of(apps).id] }),
    "a small app": (c) => ({ app: [c.of(small).id] }),
    "an app that is gone": (c) => ({ app: [c.of(gone).id] }),
    "two apps, one gone": (c) => ({ app: [c.of(gone).id, c.of(small).id] }),
    "all apps but one": () => ({ app: apps.slice(1).map(({ id }) => id) }),
    "the provider": () => ({ provider: ["zarinpal"] }),
    "another provider": () => ({ provider: ["mellat"] }),
    "at least": (c) => ({ minToman: toman(c) }),
    "at most": (c) => ({ maxToman: toman(c) }),
    exactly: (c) => {
      const amount = toman(c);
      return { minToman: amount, maxToman: amount };
    },
    "very large": () => ({ minToman: 60_000_000 }),
    today: () => ({ range: "today" }),
    "7 days": () => ({ range: "7d" }),
    "30 days": () => ({ range: "30d" }),
    "last month": () => ({ range: "last-month" }),
    "any day": (c) => period(c, 0),
    "any quarter": (c) => period(c, 90),
    "the whole year": () => ({ from: isoDay(sample.first) }),
    "a card": (c) => ({ card: pan(c).slice(-4) }),
    "a mobile": (c) => ({ mobile: mobile(c) }),
    "a busy mobile": (c) => ({ mobile: c.of(busyMobiles) }),
    "failed of a small app": (c) => ({ status: ["failed"], app: [c.of(small).id] }),
    "failed of the largest app, 30 days": () => ({
      status: ["failed"],
      app: [apps[0]?.id ?? ""],
      range: "30d",
    }),
    "unpaid of two apps, any quarter": (c) => ({
      status: ["failed", "canceled", "expired"],
      app: [apps[0]?.id ?? "", c.of(small).id],
      ...period(c, 90),
    }),
    "paid of a gone app, at least": (c) => ({
      status: ["paid"],
      app: [c.of(gone).id],
      minToman: toman(c),
    }),
    "refunded, at least, 30 days": (c) => ({
      status: ["refunded"],
      minToman: toman(c),
      range: "30d",
    }),
    "provider, canceled, any day": (c) => ({
      provider: ["zarinpal"],
      status: ["canceled"],
      ...period(c, 0),
    }),
    "nothing meets it": () => ({
      status: ["paid"],
      minToman: 99_999_999,
      app: [small[0]?.id ?? ""],
    }),
    "a card, failed": (c) => ({ card: pan(c).slice(-4), status: ["failed"] }),
  };
}

/** A place in the middle of the list, or its end, as a cursor. No row need be there. */
function cursorAt(page: "deep" | "last", sort: Sort, sample: Sample, chance: Chance): string {
  const down = sort.startsWith("-");
  const share = page === "deep" ? 0.2 + 0.6 * chance.next() : 0.9995 + 0.0004 * chance.next();
  if (sortKey(sort) === "amount") {
    const amounts = sample.transactions.map((row) => row.amountRials).sort((a, b) => a - b);
    const index = Math.floor((down ? 1 - share : share) * (amounts.length - 1));
    return `${amounts[index]}.${chance.of(sample.transactions).id}`;
  }
  const span = sample.last.getTime() - sample.first.getTime();
  return `trx_${ulid(Math.round(sample.first.getTime() + (down ? 1 - share : share) * span))}`;
}

/** The console's list: every set of filters, in every order, at its start, middle and end. */
export function listCases(sample: Sample): ListCase[] {
  return Object.entries(filterSets(sample)).flatMap(([name, draw]) =>
    SORTS.flatMap((sort) =>
      PAGES.map(
        (page) =>
          ({
            list: "console list",
            name,
            variant: `${sort}, ${page} page`,
            ask: (ctx, chance) => {
              const filters = { ...NO_FILTERS, ...draw(chance), sort };
              const after = page === "first" ? null : cursorAt(page, sort, sample, chance);
              return listConsoleTransactions(
                ctx,
                "live",
                { ...filters, after },
                { now: sample.last },
              );
            },
          }) satisfies ListCase,
      ),
    ),
  );
}

/** The numbers on its tabs. */
export function countCases(sample: Sample): ListCase[] {
  return Object.entries(filterSets(sample)).map(([name, draw]) => ({
    list: "counts of tabs",
    name,
    ask: (ctx, chance) =>
      countByTab(ctx, "live", { ...NO_FILTERS, ...draw(chance) }, { now: sample.last }),
  }));
}

/** The one box, by everything that may be typed into it. */
export function searchCases(sample: Sample): ListCase[] {
  const { transactions, busyMobiles, testCards } = sample;
  const given = (read: (row: Sample["transactions"][number]) => string | null) => {
    const values = transactions.map(read).filter((value): value is string => value !== null);
    return (chance: Chance) => chance.of(values);
  };
  const searches: Record<string, (chance: Chance) => string> = {
    "by id": given((row) => row.id),
    "by order": given((row) => row.orderId),
    "by authority": given((row) => row.authority),
    "by reference": given((row) => row.refId),
    "by mobile": given((row) => row.mobile),
    "by busy mobile": (chance) => chance.of(busyMobiles),
    "by last four": given((row) => row.cardPan?.slice(-4) ?? null),
    "by masked card": given((row) => row.cardPan),
    "of nothing": (chance) => `nothing-${chance.whole(1e6)}`,
  };
  const cases = Object.entries(searches).flatMap(([name, draw]) =>
    SORTS.map(
      (sort): ListCase => ({
        list: "search",
        name,
        variant: sort,
        ask: (ctx, chance) =>
          listConsoleTransactions(ctx, "live", { ...NO_FILTERS, q: draw(chance), sort }),
      }),
    ),
  );
  const testCard = SORTS.map(
    (sort): ListCase => ({
      list: "search",
      name: "by a card that a third of test payments have",
      variant: sort,
      ask: (ctx, chance) =>
        listConsoleTransactions(ctx, "test", { ...NO_FILTERS, q: chance.of(testCards), sort }),
    }),
  );
  return [...cases, ...testCard];
}

/** GET /v1/admin/transactions. */
export function adminCases(sample: Sample): ListCase[] {
  const { transactions, apps } = sample;
  const row = (chance: Chance) => chance.of(transactions);
  const queries: Record<string, (chance: Chance) => Record<string, string>> = {
    "no filter": () => ({}),
    "one mode": (c) => ({ mode: c.of(["live", "test"]) }),
    "one app": (c) => ({ app_id: c.of(apps).id }),
    "each status": (c) => ({
      status: c.of(["created", "open", "verifying", "paid", "failed", "canceled", "expired"]),
    }),
    "status of one app": (c) => ({ app_id: c.of(apps).id, status: c.of(["failed", "verifying"]) }),
    "by order": (c) => ({ order_id: row(c).orderId }),
    "by authority": (c) => ({ authority: row(c).authority ?? "none" }),
    "by reference": (c) => ({ ref_id: row(c).refId ?? "none" }),
    "an amount and more": (c) => ({ min_amount_rials: String(row(c).amountRials) }),
    "exactly an amount": (c) => {
      const amount = String(row(c).amountRials);
      return { min_amount_rials: amount, max_amount_rials: amount };
    },
    "a period": (c) => {
      const from = new Date(sample.first.getTime() + c.next() * 300 * 86_400_000);
      const to = new Date(from.getTime() + 86_400_000 * c.whole(60));
      return { created_from: from.toISOString(), created_to: to.toISOString() };
    },
    search: (c) => ({ q: c.of([row(c).id, row(c).orderId, row(c).mobile ?? "09120000000"]) }),
  };
  return Object.entries(queries).flatMap(([name, draw]) =>
    PAGES.map(
      (page): ListCase => ({
        list: "admin API list",
        name,
        variant: `${page} page`,
        ask: (ctx, chance) => {
          const query = adminFilters.parse(draw(chance));
          if (page === "first") return adminListTransactions(ctx, query);
          const after = cursorAt(page, "-created", sample, chance);
          const cursor = Buffer.from(after, "latin1").toString("base64url");
          return adminListTransactions(ctx, { ...query, cursor });
        },
      }),
    ),
  );
}
