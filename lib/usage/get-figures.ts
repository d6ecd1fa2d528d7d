import "server-only";
import { inArray } from "drizzle-orm";
import { clientApps } from "@/db/schema/apps";
import type { ActorOf, Context } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { requirePermission } from "@/lib/operators/require-permission";
import { eachDay, type Range } from "@/lib/time/tehran-days";
import { bucketsOf } from "./buckets";
import { countByProvider } from "./count-by-provider";
import { countPayments } from "./count-payments";
import type { Asked } from "./payments-of";
import { previousRange } from "./previous-range";
import type { Totals } from "./totals";

const DAYS_MAX = 366;

export type Figures = {
  total: Totals;
  /** The earlier period that it is compared with, and what was then. */
  previous: { range: Range; total: Totals };
  /** Oldest first; a part that has not come yet holds nothing. */
  series: { step: "hour" | "day"; parts: { from: Date; totals: Totals }[] };
  /** Those with the most money first. Apps and providers that nobody tried are not there. */
  byApp: { appId: string; name: string; totals: Totals }[];
  byProvider: { provider: string; totals: Totals }[];
  /** Why payments ended unpaid, the most frequent first. */
  byReason: { reason: string; count: number }[];
};

/**
 * What a period of whole Tehran days brought, in one mode: for one app or for all. A payment belongs to
 * the moment it was asked for. `now` cuts the earlier period where this one stands.
 * @throws BrokerError `out_of_range` for more than 366 days
 */
export async function getFigures(
  ctx: Context<ActorOf<"operator">>,
  { now, ...asked }: Asked & { now: Date },
): Promise<Figures> {
  requirePermission(ctx.actor, "read");
  if (eachDay(asked.range).length > DAYS_MAX) {
    throw new BrokerError("invalid_request", "out_of_range", { field: "range" });
  }
  const { step, starts } = bucketsOf(asked.range);
  const earlier = previousRange(asked.range, now);
  const counting = countPayments(ctx, asked, starts);
  const [counted, before, byProvider] = await Promise.all([
    counting,
    countPayments(ctx, { ...asked, range: earlier }, [earlier.from]),
    countByProvider(ctx, asked, async () => (await counting).total),
  ]);
  const names = await namesOf(ctx, [...counted.byApp.keys()]);
  return {
    total: counted.total,
    previous: { range: earlier, total: before.total },
    series: {
      step,
      parts: starts.map((from, i) => ({ from, totals: counted.buckets[i] as Totals })),
    },
    byApp: [...counted.byApp]
      .map(([appId, totals]) => ({ appId, name: names.get(appId) ?? appId, totals }))
      .sort(byMoney),
    byProvider: [...byProvider]
      .map(([provider, totals]) => ({ provider, totals }))
      .filter(({ totals }) => totals.tries > 0)
      .sort(byMoney),
    byReason: [...counted.byReason]
      .map(([reason, count]) => ({ reason, count }))
      .sort((a, b) => b.count - a.count),
  };
}

type Measured = { totals: Totals };
const byMoney = ({ totals: a }: Measured, { totals: b }: Measured) =>
  Number(b.paidRials - a.paidRials) || b.tries - a.tries;

async function namesOf(
  ctx: Context<ActorOf<"operator">>,
  appIds: string[],
): Promise<Map<string, string>> {
  if (appIds.length === 0) return new Map();
  const rows = await ctx.db
    .select({ id: clientApps.id, name: clientApps.name })
    .from(clientApps)
    .where(inArray(clientApps.id, appIds));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
