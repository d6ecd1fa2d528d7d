import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { freePort } from "../../db/cluster/credentials";
import { temporaryFolder } from "../testing/temporary-folder";

const ROOT = join(import.meta.dirname, "../..");

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let port: number;
let children: ChildProcess[] = [];

beforeEach(async () => {
  folder = await temporaryFolder();
  port = await freePort(0);
});

afterEach(async () => {
  for (const child of children) child.kill("SIGTERM");
  await Promise.all(children.map(ended));
  children = [];
  await folder.remove();
});

type Run = { child: ChildProcess; said: () => string };

/** `npm start` on the fake server, as its own process. */
function start(variables: Record<string, string> = {}): Run {
  const launcher = join(ROOT, "lib/launcher/start.ts");
  const fake = join(ROOT, "lib/launcher/fake-server.mjs");
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, PORT: `${port}`, DATA_DIR: join(folder.path, "data"), ...variables };
  const child = spawn(process.execPath, ["--import", "tsx", launcher, fake], {
    cwd: ROOT,
    env: env as unknown as NodeJS.ProcessEnv,
  });
  children.push(child);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      said += chunk;
    });
  }
  return { child, said: () => said };
}

function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once("close", (code) => resolve(code)));
}

async function until(condition: () => boolean, what: () => string): Promise<void> {
  const deadline = performance.now() + 15_000;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`never came: ${what()}`);
    await sleep(20);
  }
}

async function ready(run: Run): Promise<void> {
  await until(() => run.said().includes("FlatPay is ready"), run.said);
}

async function ask(path: string): Promise<number> {
  return Number(await (await fetch(`http://127.0.0.1:${port}${path}`)).text());
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function databasePid(): number {
  const file = join(folder.path, "data/postgres/postmaster.pid");
  return Number(readFileSync(file, "utf8").split("\n")[0]);
}

test("it says where to go, keeps a secret, and Ctrl-C leaves no process behind", async () => {
  const run = start();
  await ready(run);
  expect(run.said()).toContain(`http://localhost:${port}/demo`);
  expect(statSync(join(folder.path, "data/app-secret")).mode & 0o777).toBe(0o600);
  const pids = [await ask("/pid"), databasePid()];
  run.child.kill("SIGINT");
  expect(await ended(run.child)).toBe(0);
  expect(pids.filter(isAlive)).toEqual([]);
});

test("kill -9 of the launcher ends the server and the database, and the next start works", async () => {
  const run = start();
  await ready(run);
  expect(await ask("/write")).toBe(1);
  const pids = [await ask("/pid"), databasePid()];
  run.child.kill("SIGKILL");
  await until(
    () => !pids.some(isAlive),
    () => `the end of ${pids}`,
  );
  const next = start();
  await ready(next);
  expect(await ask("/write")).toBe(2);
});

test("a database killed with -9 comes back, and the server with it", async () => {
  const run = start();
  await ready(run);
  expect(await ask("/write")).toBe(1);
  const before = await ask("/pid");
  process.kill(databasePid(), "SIGKILL");
  await until(() => run.said().split("starting the server").length === 3, run.said);
  for (let pid = before; pid === before; await sleep(50)) {
    pid = await ask("/pid").catch(() => before);
  }
  expect(await ask("/write")).toBeGreaterThan(1);
  expect(run.said()).toContain("PostgreSQL ended with SIGKILL; starting it again");
});

test("a second start on the same data ends with one line", async () => {
  await ready(start());
  const second = start({ PORT: `${await freePort(0)}` });
  expect(await ended(second.child)).toBe(1);
  const lines = second.said().trim().split("\n");
  expect(lines.at(-1)).toMatch(/^flatpay: FlatPay is already running on .*; stop it first$/);
});

test("a port that is taken ends with one line, and no database is left", async () => {
  const other = createServer().listen(port, "0.0.0.0");
  const run = start();
  expect(await ended(run.child)).toBe(1);
  other.close();
  expect(run.said()).toContain(`port ${port} on 0.0.0.0 is in use; set PORT to another`);
  expect(() => databasePid()).toThrow("ENOENT");
});

test("a wrong variable ends with 78 and one line that begins with its name", async () => {
  const unset = start({ DATABASE_URL: "postgres://db/flatpay" });
  expect(await ended(unset.child)).toBe(78);
  expect(unset.said()).toMatch(/^flatpay: APP_SECRET .*\n$/);
  const wrong = start({ ZARINPAL_UNIT: "dollar" });
  expect(await ended(wrong.child)).toBe(78);
  expect(wrong.said()).toMatch(/^flatpay: ZARINPAL_UNIT .*\n$/);
});

test("a lost secret is not replaced by a new one", async () => {
  const run = start();
  await ready(run);
  run.child.kill("SIGTERM");
  await ended(run.child);
  rmSync(join(folder.path, "data/app-secret"));
  const again = start();
  expect(await ended(again.child)).toBe(1);
  expect(again.said()).toMatch(/^flatpay: APP_SECRET is unset and .*app-secret is missing/);
});
