import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { Context } from "@/lib/context";
import type { SimulatedWorld } from "./begin-world";
import type { Verbs } from "./load-process";
import type { Process } from "./stage";

/** How far ahead of the next thing due time is let go, round by round: a cron that runs ever more seldom. */
const BEYOND_MS = [1, 1, 60_000, 31 * 60_000, 3_600_000, 86_400_000];
const ROUNDS_MAX = 30;

/**
 * A fresh process, a provider that answers, and time: the jobs run whenever something is due, until
 * nothing is. Leases of the dead run out on the way.
 */
export async function recover(
  host: { verbs: Verbs; process: Process; system: Context },
  world: SimulatedWorld,
  db: Database,
  failed: (error: unknown) => void,
): Promise<void> {
  const { schedule } = world;
  schedule.faults = { crashes: 0, pauses: 0 };
  const actor = { name: "recovery", process: host.process, world };
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const due = await nextDue(db);
    if (due === null) return;
    const beyond = BEYOND_MS[Math.min(round, BEYOND_MS.length - 1)] as number;
    schedule.now = Math.max(schedule.now, due) + beyond;
    schedule.start(
      actor,
      async () => {
        await host.verbs.reconcileDue(host.system, 5_000);
        await host.verbs.advanceDueRefunds(host.system, 5_000);
      },
      failed,
    );
    await schedule.run();
  }
  failed(new Error(`something is still due after ${ROUNDS_MAX} rounds`));
}

async function nextDue(db: Database): Promise<number | null> {
  const [row] = await db.execute<{ due: string | null }>(sql`
    select (extract(epoch from least(
      (select min(next_check_at) from payment.attempts where next_check_at is not null),
      (select min(next_check_at) from payment.refunds where next_check_at is not null))) * 1000)::text as due`);
  return row?.due == null ? null : Math.ceil(Number(row.due));
}
