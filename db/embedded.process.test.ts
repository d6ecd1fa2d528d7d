import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { temporaryFolder } from "../lib/testing/temporary-folder";
import { openPool } from "./driver";
import { DataInUseError, startEmbeddedDatabase } from "./embedded";

const IS_ROOT = process.getuid?.() === 0;
const NOBODY = 65_534;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let dataDir: string;
let children: ChildProcess[] = [];

beforeEach(async () => {
  folder = await temporaryFolder();
  dataDir = join(folder.path, "data");
});

afterEach(async () => {
  for (const child of children) child.kill("SIGTERM");
  await Promise.all(children.map(ended));
  children = [];
  await folder.remove();
});

type Options = { uid?: number; umask?: string };

/** Starts the database in a process of its own; resolves with its lines once it is up or refused. */
async function startChild(where = dataDir, { umask = "022", ...options }: Options = {}) {
  const script = join(import.meta.dirname, "embedded.child.ts");
  const tsx = import.meta.resolve("tsx");
  const child = spawn(process.execPath, ["--import", tsx, script, where, sharedRoot(), umask], {
    stdio: ["ignore", "pipe", "inherit"],
    ...options,
  });
  children.push(child);
  let said = "";
  await new Promise<void>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", () => resolve());
    child.stdout.on("data", (chunk) => {
      said += chunk;
      if (/^(ready|refused) .*\n/m.test(said)) resolve();
    });
  });
  const url = /^ready (.*)$/m.exec(said)?.[1] ?? "";
  return { child, said, url };
}

function sharedRoot(): string {
  return join(folder.path, "shared");
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once("exit", () => resolve()));
}

function postmasterPid(): number {
  return Number(readFileSync(join(dataDir, "postgres", "postmaster.pid"), "utf8").split("\n")[0]);
}

/** Every process whose command line has the words; a whole machine's worth, so give a path or id. */
function processesWith(...words: string[]): number[] {
  return execFileSync("ps", ["-eo", "pid=,args="], { encoding: "utf8" })
    .split("\n")
    .filter((line) => words.every((word) => line.includes(word)) && !line.includes("ps -eo"))
    .map((line) => Number.parseInt(line, 10));
}

async function vanish(...words: string[]): Promise<void> {
  const deadline = performance.now() + 5_000;
  while (processesWith(...words).length > 0) {
    if (performance.now() > deadline) throw new Error(`still running: ${words.join(" ")}`);
    await sleep(20);
  }
}

async function write(url: string, n: number): Promise<void> {
  const sql = openPool(url, { maxConnections: 1 });
  await sql`create table if not exists kept (n int)`;
  await sql`insert into kept values (${n})`;
  await sql.end();
}

/** Starts on the data again, in this process, and returns what is in it. */
async function rowsAfterStart(where = dataDir): Promise<{ rows: unknown[]; lines: string[] }> {
  const lines: string[] = [];
  const onProgress = (line: string) => lines.push(line);
  const shared = sharedRoot();
  const database = await startEmbeddedDatabase({ dataDir: where, sharedRoot: shared, onProgress });
  const sql = openPool(database.url, { maxConnections: 1 });
  const rows = (await sql`select n from kept order by n`).map(({ n }) => n);
  await sql.end();
  await database.stop();
  return { rows, lines };
}

test("rows, address and password outlast a stop, and the stop leaves no process", async () => {
  const first = await startEmbeddedDatabase({ dataDir });
  await write(first.url, 1);
  const sql = openPool(first.url, { maxConnections: 1 });
  const [settings] = await sql`select current_setting('fsync') as fsync,
    current_setting('listen_addresses') as address, current_setting('server_encoding') as encoding`;
  expect(settings).toEqual({ fsync: "on", address: "127.0.0.1", encoding: "UTF8" });
  await sql.end();
  await first.stop();
  expect(processesWith(dataDir)).toEqual([]);
  expect(statSync(join(dataDir, "database.json")).mode & 0o777).toBe(0o600);

  const second = await startEmbeddedDatabase({ dataDir });
  expect(second.url).toBe(first.url);
  await second.stop();
  expect((await rowsAfterStart()).rows).toEqual([1]);
});

test("a second start on the same data is refused in one line that names the first", async () => {
  const { child, url } = await startChild();
  const again = startEmbeddedDatabase({ dataDir });
  await expect(again).rejects.toThrow(DataInUseError);
  await expect(again).rejects.toThrow(
    new RegExp(`already running on .* \\(process ${child.pid}\\)`),
  );
  await write(url, 1);
});

test("a wrong password does not get in", async () => {
  const { url } = await startChild();
  const sql = openPool(url.replace(/:[^:@]*@/, ":guess@"), { maxConnections: 1 });
  await expect(sql`select 1`).rejects.toMatchObject({ code: "28P01" });
  await sql.end();
});

test("a server killed with -9 is reported, and the next start recovers what was committed", async () => {
  const database = await startEmbeddedDatabase({ dataDir });
  await write(database.url, 1);
  process.kill(postmasterPid(), "SIGKILL");
  expect(await database.died).toContain("SIGKILL");
  await database.stop();
  expect((await rowsAfterStart()).rows).toEqual([1]);
});

test("when its process is killed with -9 the server ends by itself and keeps the rows", async () => {
  const { child, url } = await startChild();
  await write(url, 1);
  child.kill("SIGKILL");
  await vanish(dataDir);
  expect((await rowsAfterStart()).rows).toEqual([1]);
});

test("a server left running with nobody in charge is stopped by the next start", async () => {
  const { child, url } = await startChild();
  await write(url, 1);
  const [watchdog = 0] = processesWith("read -r _", `${postmasterPid()}`);
  process.kill(watchdog, "SIGKILL");
  child.kill("SIGKILL");
  await ended(child);
  const { rows, lines } = await rowsAfterStart();
  expect(rows).toEqual([1]);
  expect(lines).toEqual(["stopped a database server left running by a killed process"]);
});

test("a stale lock file that names another living process does not block a start", async () => {
  const database = await startEmbeddedDatabase({ dataDir });
  await write(database.url, 1);
  await database.stop();
  const file = join(dataDir, "postgres", "postmaster.pid");
  writeFileSync(
    file,
    `${process.pid}\n${join(dataDir, "postgres")}\n1\n1\n\n127.0.0.1\n1 1\nready\n`,
  );
  expect((await rowsAfterStart()).rows).toEqual([1]);
});

test("a start that was cut off while making the database is made anew", async () => {
  mkdirSync(join(dataDir, "postgres.new"), { recursive: true });
  writeFileSync(join(dataDir, "postgres.new", "half"), "");
  const { url } = await startChild();
  await write(url, 1);
});

test.runIf(IS_ROOT)(
  "root in a closed home gets a database elsewhere and is told where",
  async () => {
    const home = join(folder.path, "home");
    mkdirSync(home, { mode: 0o700 });
    const inside = join(home, "shop", ".data");
    const { child, said, url } = await startChild(inside);
    expect(said).toContain(`progress the database lives in ${sharedRoot()}`);
    await write(url, 1);
    child.kill("SIGTERM");
    await ended(child);
    expect((await rowsAfterStart(inside)).rows).toEqual([1]);
    // Opened up later, it must not begin again with an empty one.
    chmodSync(home, 0o755);
    expect((await rowsAfterStart(inside)).rows).toEqual([1]);
  },
);

test.runIf(IS_ROOT)(
  "an ordinary user can start it, and root after that on the same data",
  async () => {
    mkdirSync(dataDir);
    chownSync(dataDir, NOBODY, NOBODY);
    const { child, url } = await startChild(dataDir, { uid: NOBODY });
    await write(url, 1);
    child.kill("SIGTERM");
    await ended(child);
    expect((await rowsAfterStart()).rows).toEqual([1]);
  },
);

test.runIf(IS_ROOT)("root's umask of 077 does not keep the account out", async () => {
  const { url, said } = await startChild(dataDir, { umask: "077" });
  expect(said).toContain("ready");
  await write(url, 1);
});
