import type { Receipt } from "./receiver.child";
import type { Figure } from "./report";
import { clearDeliveries, seedDue } from "./seed-news";
import { ask, DUE_SECONDS, EACH, median, SECTION_MS_MAX, type Stage, startSender } from "./stage";

const HANGING_EACH = 1_000;
/** Longer than the oldest news of the healthy: the hanging ones' stand first in a naive queue. */
const OLDER_SECONDS = 600;

/** The healthy of a hundred, with and without three beside them that hang and hold older rows. */
export async function measureFairness(stage: Stage): Promise<Figure[]> {
  const { rounds } = stage;
  const [alone, beside]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    alone.push(await timeHealthy(stage, false));
    beside.push(await timeHealthy(stage, true));
  }
  const ratios = beside.map((ms, round) => ms / (alone[round] ?? Number.NaN));
  const seconds = (ms: number[]) => `${(median(ms) / 1_000).toFixed(1)} s`;
  const figures: Figure[] = [
    {
      what: "time of the healthy beside 3 endpoints that hang, against without them",
      measured: median(ratios),
      unit: "",
      target: { is: "at most", value: 1.3 },
      detail: `${seconds(beside)} against ${seconds(alone)}`,
    },
  ];
  return [...figures, ...(await measureLateness(stage))];
}

async function timeHealthy(stage: Stage, withHanging: boolean): Promise<number> {
  const { db, receiver, healthy, hanging } = stage;
  const count = EACH * healthy.length;
  await clearDeliveries(db);
  if (withHanging) await seedDue(db, hanging, { each: HANGING_EACH, ageSeconds: OLDER_SECONDS });
  await seedDue(db, healthy, { each: EACH, ageSeconds: DUE_SECONDS });
  await receiver.ask({ do: "forget" });
  const sender = startSender();
  const startedAt = performance.now();
  const running = ask(sender, { do: "deliver" }).catch(() => {});
  try {
    const all = await receiver.ask<boolean>({ do: "await", count, timeoutMs: SECTION_MS_MAX });
    return all ? performance.now() - startedAt : Number.POSITIVE_INFINITY;
  } finally {
    await sender.stop();
    await running;
  }
}

const OFFERED_PER_SECOND = 300;
const OFFERED_SECONDS = 20;

/** Payments at a steady rate while the three hang: how long after its commit each healthy site hears. */
async function measureLateness({ db, receiver, healthy, hanging }: Stage): Promise<Figure[]> {
  await clearDeliveries(db);
  await seedDue(db, hanging, { each: HANGING_EACH, ageSeconds: OLDER_SECONDS });
  await receiver.ask({ do: "forget" });
  const sender = startSender();
  try {
    const offer = { perSecond: OFFERED_PER_SECOND, seconds: OFFERED_SECONDS };
    const { offered } = await ask<{ offered: number }>(sender, {
      do: "offer",
      endpoints: healthy,
      ...offer,
    });
    await receiver.ask({ do: "await", count: offered, timeoutMs: SECTION_MS_MAX });
    const late = (await receiver.ask<Receipt[]>({ do: "receipts" }))
      .map(
        ({ name, timesMs }) => (timesMs[0] ?? Number.NaN) - timeOfUlid(name.split("evt_")[1] ?? ""),
      )
      .sort((a, b) => a - b);
    while (late.length < offered) late.push(Number.POSITIVE_INFINITY);
    const at = (share: number) =>
      late[Math.max(0, Math.ceil(late.length * share) - 1)] ?? Number.NaN;
    return [
      {
        what: `from commit to receiver beside them, p99 at ${OFFERED_PER_SECOND} payments/s`,
        measured: at(0.99),
        unit: "ms",
        target: { is: "at most", value: 5_000 },
        detail: `p50 ${at(0.5)} ms, at most ${at(1)} ms`,
      },
    ];
  } finally {
    await sender.stop();
  }
}

const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const timeOfUlid = (ulid: string) =>
  [...ulid.slice(0, 10)].reduce((ms, char) => ms * 32 + CROCKFORD.indexOf(char), 0);
