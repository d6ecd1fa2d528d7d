import { spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql as text } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { temporaryFolder } from "../lib/testing/temporary-folder";
import { openPool } from "./driver";
import { type EmbeddedDatabase, startEmbeddedDatabase } from "./embedded";

const STORM_ROUNDS = 25;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let database: EmbeddedDatabase;

beforeAll(async () => {
  folder = await temporaryFolder();
  database = await startEmbeddedDatabase({ dataDir: folder.path });
}, 60_000);

afterAll(async () => {
  await database?.stop();
  await folder?.remove();
});

async function withPool<T>(
  options: Parameters<typeof openPool>[1],
  use: (sql: ReturnType<typeof openPool>) => Promise<T>,
): Promise<T> {
  const sql = openPool(database.url, options);
  try {
    return await use(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function storm(
  kind: "hardened" | "plain",
): Promise<{ code: number | null; out: string; err: string }> {
  const script = join(import.meta.dirname, "driver.storm.ts");
  const args = ["--import", "tsx", script, database.url, kind, `${STORM_ROUNDS}`];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
    let out = "";
    let err = "";
    child.stdout.on("data", (chunk) => {
      out += chunk;
    });
    child.stderr.on("data", (chunk) => {
      err += chunk;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, out, err }));
  });
}

test("25 rounds of killed backends end no process, hang no query and split no transaction", async () => {
  const { code, out, err } = await storm("hardened");
  expect(err).toBe("");
  expect(code).toBe(0);
  const tally = JSON.parse(out);
  expect(tally).toMatchObject({ overdue: 0, outside: 0 });
  expect(Object.keys(tally.codes)).toEqual(["CONNECTION_CLOSED"]);
  expect(tally.refused).toBeGreaterThan(STORM_ROUNDS);
  expect(tally.done).toBeGreaterThan(STORM_ROUNDS);
}, 60_000);

test("the same storm ends a process that uses the library alone, so the storm is one", async () => {
  const { code, err } = await storm("plain");
  expect(code).not.toBe(0);
  expect(err).toContain("reading 'write'");
}, 60_000);

test("a connection that dies in a transaction does not run the rest of it elsewhere", async () => {
  await withPool({ maxConnections: 2 }, async (sql) => {
    await sql`create table if not exists half (n int)`;
    const broken = sql.begin(async (tx) => {
      await tx`insert into half values (1)`;
      const [me] = await tx`select pg_backend_pid() as pid`;
      await sql`select pg_terminate_backend(${me?.pid}::int)`;
      await sleep(50);
      await tx`insert into half values (2)`;
    });
    await expect(broken).rejects.toMatchObject({ code: "CONNECTION_CLOSED" });
    expect(await sql`select n from half`).toHaveLength(0);
  });
});

test("queries queued in a transaction whose connection dies are rejected, each of them", async () => {
  await withPool({ maxConnections: 2 }, async (sql) => {
    let outcomes: PromiseSettledResult<unknown>[] = [];
    const broken = sql.begin(async (tx) => {
      const [me] = await tx`select pg_backend_pid() as pid`;
      const queries = [0, 1, 2, 3, 4].map((n) => tx`select pg_sleep(5), ${n}::int, ${n}::text`);
      void sql`select pg_terminate_backend(${me?.pid}::int)`.execute();
      outcomes = await Promise.allSettled(queries);
    });
    await expect(broken).rejects.toMatchObject({ code: "CONNECTION_CLOSED" });
    expect(outcomes.map(({ status }) => status)).toEqual(Array(5).fill("rejected"));
  });
});

test("a branch that outlives its transaction writes nothing", async () => {
  await withPool({ maxConnections: 1 }, async (sql) => {
    await sql`create table if not exists late (n int)`;
    let branch: Promise<unknown> = Promise.resolve();
    const failed = sql.begin(async (tx) => {
      branch = sleep(50).then(() => tx.unsafe("insert into late values ($1)", [1]));
      branch.catch(() => {});
      throw new Error("no");
    });
    await expect(failed).rejects.toThrow("no");
    await expect(branch).rejects.toThrow("the transaction is over");
    expect(await sql`select n from late`).toHaveLength(0);
  });
});

test("a server that stops answering is given up at the deadline", async () => {
  await withPool({ maxConnections: 2, replyDeadlineMs: 300 }, async (sql) => {
    await expect(sql`select pg_sleep(3)`).rejects.toMatchObject({ code: "REPLY_TIMEOUT" });
    expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
  });
});

test("the server itself ends a statement and an idle transaction that take too long", async () => {
  const limits = { statementTimeoutMs: 100, idleInTransactionTimeoutMs: 100 };
  await withPool(limits, async (sql) => {
    await expect(sql`select pg_sleep(3)`).rejects.toMatchObject({ code: "57014" });
    const idle = sql.begin(async (tx) => {
      await tx`select 1`;
      await sleep(300);
      await tx`select 2`;
    });
    await expect(idle).rejects.toMatchObject({ code: "CONNECTION_CLOSED" });
  });
});

test("a transaction kept too long is cut, and a caller who waits too long is told", async () => {
  await withPool({ maxConnections: 1, acquireTimeoutMs: 100, holdDeadlineMs: 400 }, async (sql) => {
    const hog = sql.begin(async (tx) => {
      await tx`select 1`;
      await sleep(600);
      await tx`select 2`;
    });
    hog.catch(() => {});
    await sleep(20);
    await expect(sql`select 1`).rejects.toMatchObject({ code: "POOL_TIMEOUT" });
    await expect(hog).rejects.toMatchObject({ code: "REPLY_TIMEOUT" });
    expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
  });
});

test("no server, a wrong password and a server without TLS are refused in plain words", async () => {
  const nobody = openPool("postgres://x:y@127.0.0.1:1/z");
  await expect(nobody`select 1`).rejects.toMatchObject({ code: "CONNECT_FAILED" });
  const wrong = new URL(database.url);
  wrong.password = "wrong";
  const stranger = openPool(wrong.href, { maxConnections: 1 });
  await expect(stranger`select 1`).rejects.toMatchObject({ code: "28P01" });
  await expect(stranger`select 1`).rejects.toMatchObject({ code: "28P01" });
  const secret = openPool(`${database.url}?sslmode=require`);
  await expect(secret`select 1`).rejects.toThrow("the server does not speak TLS");
  const either = openPool(`${database.url}?sslmode=prefer`);
  expect(await either`select 1 as one`).toEqual([{ one: 1 }]);
  await Promise.all([nobody, stranger, secret, either].map((sql) => sql.end()));
});

test("drizzle prepares on it, maps rows, nests transactions and rolls the inner one back", async () => {
  await withPool({ maxConnections: 1 }, async (sql) => {
    const db = drizzle({ client: sql });
    await db.execute(text`create table if not exists nested (n bigint)`);
    await db.transaction(async (tx) => {
      await tx.execute(text`insert into nested values (${1})`);
      const inner = tx.transaction(async (nested) => {
        await nested.execute(text`insert into nested values (${2})`);
        throw new Error("inner");
      });
      await expect(inner).rejects.toThrow("inner");
      await tx.transaction((nested) => nested.execute(text`insert into nested values (${3})`));
    });
    expect(await sql`select n::int from nested order by n`.values()).toEqual([[1], [3]]);
    const kept = await sql`select count(*)::int as n from pg_prepared_statements
      where statement = 'insert into nested values ($1)'`;
    expect(kept).toEqual([{ n: 1 }]);
  });
});

test("more callers than connections all get their turn, and end() waits for them", async () => {
  const sql = openPool(database.url, { maxConnections: 3 });
  const all = Array.from({ length: 60 }, (_, n) => sql`select ${n}::int as n, pg_sleep(0.002)`);
  const rows = Promise.all(all);
  await sleep(10);
  expect((await rows).map(([row]) => row?.n)).toEqual([...Array(60).keys()]);
  await sql.end();
  await expect(sql`select 1`).rejects.toMatchObject({ code: "POOL_ENDED" });
});
