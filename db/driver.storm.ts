/**
 * A process of its own for driver.test.ts: queries and transactions at work while every backend is
 * killed again and again. Arguments: URL, `hardened` or `plain`, rounds. Prints what came of it as
 * one line of JSON; what `plain` postgres.js does to its process is what the test looks for.
 */
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { openPool } from "./driver";

const WORKERS = 10;
const ROUND_MS = 60;
const DEADLINE_MS = 5_000;

const [url = "", kind, rounds] = process.argv.slice(2);
const sql = kind === "plain" ? postgres(url, { max: 6 }) : openPool(url, { maxConnections: 6 });
const killer = openPool(url, { maxConnections: 1, applicationName: "killer" });

const tally = { done: 0, refused: 0, overdue: 0, slowestMs: 0, outside: 0, codes: {} as object };
let over = false;

async function settles(work: PromiseLike<unknown>): Promise<void> {
  const startedMs = performance.now();
  const late = sleep(DEADLINE_MS, "late", { ref: false });
  try {
    if ((await Promise.race([work, late])) === "late") tally.overdue += 1;
    else tally.done += 1;
  } catch (error) {
    tally.refused += 1;
    const code = (error as { code?: string }).code ?? String(error);
    const codes = tally.codes as Record<string, number>;
    codes[code] = (codes[code] ?? 0) + 1;
  }
  tally.slowestMs = Math.max(tally.slowestMs, Math.round(performance.now() - startedMs));
}

/** A transaction that writes twice with a pause between: both rows or none. */
function pair(id: string): Promise<unknown> {
  return sql.begin(async (tx) => {
    await tx.unsafe("insert into storm (pair, half) values ($1, 1)", [id]);
    await sleep(Math.random() * 20);
    await tx.savepoint((inner) => inner`insert into storm (pair, half) values (${id}, 2)`);
  });
}

async function worker(number: number): Promise<void> {
  for (let turn = 0; !over; turn += 1) {
    if (turn % 3 === 0) await settles(pair(`${number}-${turn}`));
    else if (turn % 3 === 1) await settles(sql`select pg_sleep(0.005), ${turn}::int as turn`);
    else await settles(sql.unsafe("select repeat('x', $1::int)", [200_000]));
  }
}

await killer`create table if not exists storm (pair text, half int)`;
await killer`truncate storm`;
const workers = Array.from({ length: WORKERS }, (_, number) => worker(number));
for (let round = 0; round < Number(rounds); round += 1) {
  await sleep(ROUND_MS);
  await killer`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`;
}
over = true;
await Promise.all(workers);
await settles(sql`select 1`);
const halves = await killer`select pair from storm group by pair having count(*) <> 2`;
tally.outside = halves.length;
await Promise.all([sql.end({ timeout: 2 }), killer.end()]);
console.log(JSON.stringify(tally));
