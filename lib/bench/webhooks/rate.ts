import type { DeliveryTally } from "@/lib/webhooks/run-deliveries";
import { startCountingProxy } from "../counting-proxy";
import type { Check, Figure } from "./report";
import { clearDeliveries, seedDue } from "./seed-news";
import type { Timed } from "./sender.child";
import { ask, DUE_SECONDS, EACH, median, type Stage, startSender } from "./stage";

/** Due deliveries of each endpoint: enough that the start and the end of a round hardly count. */
const RATE_EACH = 400;
/** Rounds that do not count: connections, plans, compiled code. The third is still slower than the rest. */
const WARM_UP_ROUNDS = 3;

const perSecond = (count: number, ms: number) => (count / ms) * 1_000;

/** Deliveries per second, beside a raw loop of the same process in the same round. */
export async function measureRate(stage: Stage): Promise<{ figures: Figure[]; checks: Check[] }> {
  const { db, receiver, healthy, rounds } = stage;
  const count = RATE_EACH * healthy.length;
  const [raw, sent]: [number[], number[]] = [[], []];
  let lost = 0;
  const sender = startSender();
  try {
    for (let round = -WARM_UP_ROUNDS; round < rounds; round++) {
      await receiver.ask({ do: "forget" });
      const { elapsedMs } = await ask<Timed>(sender, { do: "raw", endpoints: healthy, count });
      if (round >= 0) raw.push(perSecond(count, elapsedMs));
      await clearDeliveries(db);
      await receiver.ask({ do: "forget" });
      await seedDue(db, healthy, { each: RATE_EACH, ageSeconds: DUE_SECONDS });
      const tally = await ask<DeliveryTally & Timed>(sender, { do: "deliver" });
      lost += count - tally.delivered;
      if (round >= 0) sent.push(perSecond(count, tally.elapsedMs));
    }
  } finally {
    await sender.stop();
  }
  const ratios = sent.map((rate, round) => rate / (raw[round] ?? Number.NaN));
  const spread = [...ratios].sort((a, b) => a - b).map((ratio) => ratio.toFixed(2));
  return {
    figures: [
      {
        what: `deliveries per second to ${healthy.length} endpoints that answer in 5 ms`,
        measured: median(sent),
        unit: "/s",
        target: { is: "at least", value: 1_000 },
      },
      {
        what: "a raw loop that only signs and posts",
        measured: median(raw),
        unit: "/s",
        target: null,
      },
      {
        what: "ratio of the two",
        measured: median(ratios),
        unit: "",
        target: { is: "at least", value: 0.6 },
        detail: `rounds ${spread[0]} … ${spread.at(-1)}`,
      },
    ],
    checks: [{ what: "each was delivered", holds: lost === 0, found: `${lost} not` }],
  };
}

/** SQL statements for each delivery, counted on the wire; not timed. */
export async function countStatements({ url, db, healthy }: Stage): Promise<Figure[]> {
  const proxy = await startCountingProxy(url);
  process.env.DATABASE_URL = proxy.url;
  const sender = startSender();
  process.env.DATABASE_URL = url;
  try {
    await clearDeliveries(db);
    await seedDue(db, healthy, { each: EACH, ageSeconds: DUE_SECONDS });
    const before = proxy.statements();
    const { delivered } = await ask<DeliveryTally>(sender, { do: "deliver" });
    const measured = (proxy.statements() - before) / delivered;
    const target = { is: "at most", value: 0.1 } as const;
    return [{ what: "SQL statements per delivery", measured, unit: "", target }];
  } finally {
    await sender.stop();
    await proxy.close();
  }
}
