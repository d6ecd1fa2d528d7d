import { setTimeout as sleep } from "node:timers/promises";
import type { Sql } from "postgres";
import { askBack } from "./ask-back";
import { type Damage, wreak } from "./chaos";
import { comeToRest } from "./come-to-rest";
import { compareBooks, type Problem } from "./compare-books";
import type { Database } from "./database";
import type { Fleet } from "./fleet";
import { endBreaths, endLeases, endOpenings, makeDue } from "./pass-time";
import { makePlan } from "./plan";
import type { Provider } from "./provider/start-provider";
import { Random } from "./random";
import type { Receiver } from "./receiver";
import type { Shop } from "./shop";
import { comeBack, live, type Story } from "./shopper";

export type World = {
  database: Database;
  provider: Provider;
  receiver: Receiver;
  fleet: Fleet;
  shops: readonly Shop[];
};

export type SeedResult = {
  seed: number;
  payments: number;
  paid: number;
  late: number;
  refunds: number;
  callbacks: number;
  damage: Damage;
  problems: Problem[];
  /** Answers that a client should never have seen, in words. */
  wrong: string[];
  elapsedMs: number;
};

const TICK_MS = 500;

/** A fresh batch of orders, faults and damage while they live, then calm, then the books. */
export async function runSeed(world: World, seed: number, payments: number): Promise<SeedResult> {
  const { database, fleet, provider, receiver } = world;
  const { servers } = fleet;
  const startedAt = performance.now();
  const random = new Random(String(seed));
  const plans = Array.from({ length: payments }, (_, index) =>
    makePlan(random.of(`plan ${index}`), `F-${seed}-${index}`),
  );
  provider.mood.rage(random.of("provider"));
  receiver.trouble(random.of("receiver"));
  const pace = { over: false };
  const hurrying = hurry(database, pace);
  const choose = (name: string) => ({
    ...{ servers, shops: world.shops, bank: provider.bank },
    random: random.of(name),
  });
  const lives = Promise.all(
    plans.map(async (plan, index) => {
      const story = await live(choose(`life ${index}`), plan);
      await askBack(choose(`refunds ${index}`), story);
      return story;
    }),
  );
  const damage = await wreak({ servers, database }, random.of("chaos"));
  provider.mood.calm();
  provider.letGo();
  receiver.trouble(null);
  await damage.mended;
  const stories = await lives;
  pace.over = true;
  await hurrying;

  // From here on hours pass in a moment, for the provider too.
  provider.bank.reveal();
  const rest = { sql: database.sql, servers, cronSecret: fleet.cronSecret };
  await comeToRest(rest);
  await payLate(choose("late"), stories);
  await Promise.all(stories.map((story) => askBack(choose("refunds"), story)));
  await comeToRest(rest);
  const problems = await compareBooks(database.sql, { bank: provider.bank, receiver, stories });
  const [counted] = await database.sql`
    select count(*) filter (where status = 'paid')::int as paid,
      count(*) filter (where late_at is not null)::int as late,
      (select count(*)::int from payment.refunds r join payment.transactions p on p.id = r.transaction_id
        where r.status = 'succeeded' and p.order_id like ${`F-${seed}-%`}) as refunds
    from payment.transactions where order_id like ${`F-${seed}-%`}`;
  return {
    ...{ seed, payments, damage, problems },
    ...{ paid: counted?.paid, late: counted?.late, refunds: counted?.refunds },
    callbacks: stories.reduce((sum, { callbacksSent }) => sum + callbacksSent, 0),
    wrong: stories.flatMap(({ wrong }) => wrong),
    elapsedMs: performance.now() - startedAt,
  };
}

/** Minutes go by while all of this happens: the jobs have work to do at the same time. */
async function hurry(database: Database, pace: { over: boolean }): Promise<void> {
  const pass = async (sql: Sql) => {
    await makeDue(sql);
    await endLeases(sql);
    await endBreaths(sql);
    // Also under a process that only stalls: its answer then comes after a retry's.
    await endOpenings(sql);
  };
  while (!pace.over) {
    // While the database is away no time passes.
    await pass(database.sql).catch(() => {});
    await sleep(TICK_MS);
  }
}

/** Those whose time was over pay all the same, and come back. */
async function payLate(world: Parameters<typeof comeBack>[0], stories: readonly Story[]) {
  const late = stories.filter(({ plan, authority }) => plan.act === "late" && authority !== null);
  await Promise.all(
    late.map(async (story) => {
      world.bank.pay(story.authority ?? "");
      await comeBack(world, story);
    }),
  );
}
