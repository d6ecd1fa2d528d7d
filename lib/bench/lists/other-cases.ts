import { listAudit } from "@/lib/audit/list-audit";
import { AUDIT_GROUPS } from "@/lib/audit/state";
import { ulid } from "@/lib/ids/mint-id";
import { countStuck } from "@/lib/inbox/count-stuck";
import { listStuck } from "@/lib/inbox/list-stuck";
import { STUCK_KINDS } from "@/lib/inbox/state";
import { listRefunds } from "@/lib/refunds/list-refunds";
import { REFUND_STATUSES } from "@/lib/refunds/state";
import { searchAll } from "@/lib/search/search-all";
import { RANGE_PRESETS, rangeOf } from "@/lib/time/tehran-days";
import { getTransactionStory } from "@/lib/transactions/get-transaction-story";
import { getFigures } from "@/lib/usage/get-figures";
import { browseDeliveries } from "@/lib/webhooks/browse-deliveries";
import { countRedeliverable } from "@/lib/webhooks/count-redeliverable";
import { deliveryFilters } from "@/lib/webhooks/delivery-filters";
import { EVENT_TYPES } from "@/lib/webhooks/event-types";
import { listWebhookDeliveries } from "@/lib/webhooks/list-webhook-deliveries";
import { webhookMetrics } from "@/lib/webhooks/metrics/webhook-metrics";
import { DELIVERY_STATUSES } from "@/lib/webhooks/state";
import type { Chance } from "./chance";
import type { ListCase } from "./measure";
import type { Sample } from "./sample";

const LIMIT = 50;
const DAY_MS = 86_400_000;
const PAGES = ["first", "deep", "last"] as const;
type Page = (typeof PAGES)[number];

/** An id of the middle of the seeded year, or of its beginning; no row need have it. */
function placeAt(prefix: string, page: Page, sample: Sample, chance: Chance): string | undefined {
  if (page === "first") return undefined;
  const share = page === "deep" ? 0.2 + 0.6 * chance.next() : 0.0005 * chance.next();
  const span = sample.last.getTime() - sample.first.getTime();
  return `${prefix}_${ulid(Math.round(sample.first.getTime() + share * span))}`;
}

/** Some day of the seeded year. */
function dayOf({ first, last }: Sample, chance: Chance): { since: string; until: string } {
  const fromMs = first.getTime() + chance.next() * (last.getTime() - first.getTime() - DAY_MS);
  const iso = (ms: number) => new Date(Math.round(ms)).toISOString();
  return { since: iso(fromMs), until: iso(fromMs + DAY_MS) };
}

/** Deliveries as the console turns their pages, and as the admin API does. */
export function deliveryCases(sample: Sample): ListCase[] {
  const { apps, transactions, endpoints } = sample;
  const queries: Record<string, (chance: Chance) => Record<string, string>> = {
    "no filter": () => ({ mode: "live" }),
    "each status": (c) => ({ mode: "live", status: c.of(DELIVERY_STATUSES) }),
    "each type": (c) => ({ mode: "live", type: c.of(EVENT_TYPES) }),
    "one app": (c) => ({ mode: "live", app_id: c.of(apps).id }),
    "one endpoint, given up": (c) => ({ endpoint_id: c.of(endpoints), status: "dead" }),
    "a day": (c) => ({ mode: "live", ...dayOf(sample, c) }),
    "a day, given up": (c) => ({ mode: "live", status: "dead", ...dayOf(sample, c) }),
    "a day of one endpoint": (c) => ({ endpoint_id: c.of(endpoints), ...dayOf(sample, c) }),
    "of a transaction": (c) => ({ transaction_id: c.of(transactions).id }),
    "search by order": (c) => ({ mode: "live", q: c.of(transactions).orderId }),
  };
  return Object.entries(queries).flatMap(([name, draw]) =>
    PAGES.flatMap((page): ListCase[] => [
      {
        list: "deliveries",
        name,
        variant: `${page} page`,
        ask: (ctx, chance) => {
          const query = deliveryFilters.parse(draw(chance));
          return browseDeliveries(ctx, {
            ...query,
            olderThan: placeAt("whd", page, sample, chance),
          });
        },
      },
      {
        list: "admin API deliveries",
        name,
        variant: `${page} page`,
        ask: (ctx, chance) => {
          const query = deliveryFilters.parse(draw(chance));
          const after = placeAt("whd", page, sample, chance);
          const cursor = after && Buffer.from(after, "latin1").toString("base64url");
          return listWebhookDeliveries(ctx, { ...query, cursor });
        },
      },
    ]),
  );
}

/** What is asked of all deliveries at once: a preview of sending many again, and the metrics. */
export function webhookCases(sample: Sample): ListCase[] {
  const { endpoints } = sample;
  return [
    {
      list: "redeliver preview",
      name: "a day",
      ask: (ctx, chance) =>
        countRedeliverable(ctx, { filter: { mode: "live", ...dayOf(sample, chance) } }),
    },
    {
      list: "redeliver preview",
      name: "one endpoint",
      ask: (ctx, chance) =>
        countRedeliverable(ctx, { filter: { endpoint_id: chance.of(endpoints) } }),
    },
    {
      list: "webhook metrics",
      name: "all endpoints",
      ask: (ctx) => webhookMetrics(ctx, { mode: "live", hours: 24 }),
    },
  ];
}

export function auditCases(sample: Sample): ListCase[] {
  const { operators, transactions } = sample;
  const filters: Record<string, (chance: Chance) => Partial<Parameters<typeof listAudit>[1]>> = {
    "no filter": () => ({}),
    "by actor": (c) => ({ actor: c.of(operators) }),
    "by group": (c) => ({ actions: c.of(Object.values(AUDIT_GROUPS)) }),
    "by actor and group": (c) => ({
      actor: c.of(operators),
      actions: c.of(Object.values(AUDIT_GROUPS)),
    }),
    "of a transaction": (c) => ({ entity: c.of(transactions).id }),
    "30 days": () => ({ period: rangeOf("30d", sample.last) }),
  };
  return Object.entries(filters).flatMap(([name, draw]) =>
    PAGES.map(
      (page): ListCase => ({
        list: "audit",
        name,
        variant: `${page} page`,
        ask: (ctx, chance) => {
          const after = placeAt("aud", page, sample, chance);
          return listAudit(ctx, { ...draw(chance), after, limit: LIMIT });
        },
      }),
    ),
  );
}

export function refundCases(sample: Sample): ListCase[] {
  const filters: Record<string, (chance: Chance) => Parameters<typeof listRefunds>[1]> = {
    "no filter": () => ({ mode: "live" }),
    "each status": (c) => ({ mode: "live", status: c.of(REFUND_STATUSES) }),
    "one app": (c) => ({ mode: "live", appId: c.of(sample.apps).id }),
  };
  return Object.entries(filters).flatMap(([name, draw]) =>
    PAGES.map(
      (page): ListCase => ({
        list: "refunds",
        name,
        variant: `${page} page`,
        ask: (ctx, chance) =>
          listRefunds(ctx, { ...draw(chance), olderThan: placeAt("rfd", page, sample, chance) }),
      }),
    ),
  );
}

/** The pages that are no lists and yet look at many rows. */
export function pageCases(sample: Sample): ListCase[] {
  const { transactions, apps, last: now } = sample;
  const mode = "live";
  const figures = RANGE_PRESETS.flatMap((preset): ListCase[] => [
    {
      list: "overview",
      name: preset,
      ask: (ctx) => getFigures(ctx, { mode, range: rangeOf(preset, now), now }),
    },
    {
      list: "overview",
      name: `${preset}, one app`,
      ask: (ctx, chance) =>
        getFigures(ctx, { mode, range: rangeOf(preset, now), now, appId: chance.of(apps).id }),
    },
  ]);
  const row = (chance: Chance) => chance.of(transactions);
  return [
    ...figures,
    { list: "inbox", name: "counts", ask: (ctx) => countStuck(ctx, { mode, now }) },
    { list: "inbox", name: "all", ask: (ctx) => listStuck(ctx, { mode, now }) },
    {
      list: "inbox",
      name: "each kind",
      ask: (ctx, chance) => listStuck(ctx, { mode, kind: chance.of(STUCK_KINDS), now }),
    },
    {
      list: "transaction's page",
      name: "any",
      ask: (ctx, chance) => getTransactionStory(ctx, row(chance).id),
    },
    {
      list: "palette",
      name: "order, mobile, last four",
      ask: (ctx, chance) => {
        const { orderId, mobile, cardPan } = row(chance);
        return searchAll(ctx, {
          mode,
          q: chance.of([orderId, mobile ?? orderId, cardPan?.slice(-4) ?? orderId]),
        });
      },
    },
  ];
}
