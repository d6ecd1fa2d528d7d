import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { Receipt } from "./receiver.child";
import type { Check } from "./report";
import { clearDeliveries, seedDue } from "./seed-news";
import { ask, DUE_SECONDS, EACH, SECTION_MS_MAX, type Stage, startSender } from "./stage";

const LEASE_MS = 45_000;
/** A new worker looks for ended leases every few seconds, and sends what it finds. */
const LEASE_SLACK_MS = 15_000;

/** A worker is killed while it sends; another goes on. */
export async function killInFlight({ db, receiver, healthy }: Stage): Promise<Check[]> {
  const count = EACH * healthy.length;
  await clearDeliveries(db);
  await seedDue(db, healthy, { each: EACH, ageSeconds: DUE_SECONDS });
  await receiver.ask({ do: "forget" });
  const doomed = startSender();
  const running = ask(doomed, { do: "deliver" }).catch(() => {});
  await receiver.ask({ do: "await", count: Math.floor(count / 4), timeoutMs: SECTION_MS_MAX });
  await doomed.stop();
  await running;
  const leased = await db.execute<{ event_id: string }>(
    sql`select event_id from payment.webhook_leases`,
  );
  const sender = startSender();
  try {
    const until = performance.now() + LEASE_MS + SECTION_MS_MAX;
    while ((await undelivered(db)) > 0 && performance.now() < until) {
      await ask(sender, { do: "deliver" });
      await sleep(1_000);
    }
  } finally {
    await sender.stop();
  }
  const receipts = await receiver.ask<Receipt[]>({ do: "receipts" });
  const twice = receipts.filter(({ timesMs }) => timesMs.length > 1);
  const inFlight = new Set(leased.map(({ event_id }) => event_id));
  const strange = twice.filter(({ name }) => !inFlight.has(name.split(" ")[1] ?? ""));
  const apart = twice.map(({ timesMs }) => (timesMs.at(-1) ?? 0) - (timesMs[0] ?? 0));
  const longestMs = Math.max(0, ...apart);
  return [
    {
      what: `kill -9 of a worker with ${inFlight.size} in flight: every event reached its receiver`,
      holds: receipts.length === count && inFlight.size > 0,
      found: `${receipts.length} of ${count}`,
    },
    {
      what: "twice came only what was in flight, when its lease was over",
      holds: strange.length === 0 && longestMs <= LEASE_MS + LEASE_SLACK_MS,
      found: `${twice.length} twice, ${(longestMs / 1_000).toFixed(0)} s apart at most, ${strange.length} of them not in flight`,
    },
  ];
}

async function undelivered(db: Database): Promise<number> {
  const [row] = await db.execute<{ n: number }>(
    sql`select count(*)::int as n from payment.webhook_deliveries where status <> 'delivered'`,
  );
  return row?.n ?? 0;
}
