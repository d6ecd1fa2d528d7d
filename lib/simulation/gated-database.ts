import { drizzle } from "drizzle-orm/postgres-js";
import type postgres from "postgres";
import type { Database } from "@/db/client";
import { Died, type Fate, type Schedule } from "./schedule";
import { stage } from "./stage";

type Unsafe = postgres.Sql["unsafe"];
type Body = (tx: postgres.TransactionSql) => Promise<unknown>;
/** What drizzle does with a statement: await its rows, or ask for them as arrays. */
type Statement = PromiseLike<unknown> & { values: () => Promise<unknown> };

/**
 * The database as one process has it: every statement outside of a transaction and every whole
 * transaction is one step of the schedule, by the schedule's clock. A process that dies inside a
 * transaction leaves it to be rolled back after any of its statements.
 * @param pool of one connection, to a database made by `simulatedDatabase`
 */
export function gatedDatabase(
  pool: postgres.Sql,
  schedule: Schedule,
  statementsBeforeDeath: () => number,
): Database {
  const unsafe = ((query, parameters, options) => {
    const send = (how: (rows: ReturnType<Unsafe>) => PromiseLike<unknown>) =>
      schedule.step(nameOf(query), async (fate) => {
        if (fate === "dies_inside") throw new Died();
        await setClock(pool, schedule.now);
        return how(pool.unsafe(query, parameters, options));
      });
    return statement(send) as ReturnType<Unsafe>;
  }) as Unsafe;

  const begin = (body: Body) => {
    const actor = stage.getStore();
    return schedule.step("transaction", async (fate) => {
      await setClock(pool, schedule.now);
      const left = { statements: fate === "dies_inside" ? statementsBeforeDeath() : -1 };
      return pool.begin((tx) => {
        const inside = gatedTransaction(tx, left);
        const run = () => endOf(body(inside), fate);
        return actor ? stage.run(actor, run) : run();
      });
    });
  };
  return drizzle(Object.assign(() => {}, pool, { unsafe, begin }) as unknown as postgres.Sql);
}

/** A transaction's own connection; its driver's clock is the real one. */
function gatedTransaction(tx: postgres.TransactionSql, left: { statements: number }) {
  const unsafe = ((query, parameters, options) => {
    const send = (how: (rows: ReturnType<Unsafe>) => PromiseLike<unknown>) => {
      if (left.statements-- === 0) return Promise.reject(new Died());
      return stage.exit(async () => how(tx.unsafe(query, parameters, options)));
    };
    return statement(send) as ReturnType<Unsafe>;
  }) as Unsafe;
  return Object.assign(() => {}, tx, { unsafe }) as unknown as postgres.TransactionSql;
}

/** A process that was to die inside and did everything dies before the commit. */
async function endOf(done: Promise<unknown>, fate: Fate): Promise<unknown> {
  const result = await done;
  if (fate === "dies_inside") throw new Died();
  return result;
}

function statement(
  send: (how: (rows: ReturnType<Unsafe>) => PromiseLike<unknown>) => Promise<unknown>,
): Statement {
  return {
    // biome-ignore lint/suspicious/noThenProperty: drizzle awaits what the driver returns
    then: (resolve, reject) => send((rows) => rows).then(resolve, reject),
    values: () => send((rows) => rows.values()),
  };
}

const clocks = new WeakMap<postgres.Sql, number>();

async function setClock(pool: postgres.Sql, now: number): Promise<void> {
  if (clocks.get(pool) === now) return;
  const iso = new Date(now).toISOString();
  await pool.unsafe("select set_config('simulation.now', $1, false)", [iso]);
  clocks.set(pool, now);
}

/** Enough to tell one statement from another in a trace. */
function nameOf(query: string): string {
  const words = query.trim().replace(/\s+/g, " ");
  const table = /payment"?\."?(\w+)/.exec(words)?.[1] ?? "";
  return `${words.slice(0, 6)} ${table}`;
}
