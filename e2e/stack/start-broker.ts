import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import postgres from "postgres";
import { freePort } from "../../db/cluster/credentials";
import { SERVER_SCRIPT } from "../../lib/launcher/assemble-standalone";
import { SECRETS } from "./secrets";

export type Broker = {
  readonly url: string;
  readonly databaseUrl: string;
  stop(): Promise<void>;
};

const ROOT = join(import.meta.dirname, "../..");
const LOGS = join(ROOT, "test-results/servers");
/** Ends the server with the process that started it, however that one ends. */
const PARENT_WATCH = pathToFileURL(join(ROOT, "lib/launcher/parent-watch.mjs")).href;
const READY_MS = 30_000;
const GRACE_MS = 10_000;

/**
 * A built server on a port and a database of its own. Its log is kept as an artefact. The jobs do not
 * run by themselves, so that a test sees what it asked for and nothing else.
 */
export async function startBroker(
  name: string,
  variables: Record<string, string> = {},
): Promise<Broker> {
  const database = await createDatabase(name);
  const port = await freePort(0);
  const url = `http://localhost:${port}`;
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, ["--import", PARENT_WATCH, join(ROOT, SERVER_SCRIPT)], {
    env: {
      ...{ PATH, HOME, NODE_ENV: "production", TZ: "UTC" },
      ...{ PORT: `${port}`, HOSTNAME: "0.0.0.0", PUBLIC_URL: url, DATABASE_URL: database.url },
      ...SECRETS,
      ...{ CRON_INTERNAL: "off" },
      ...variables,
    },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  mkdirSync(LOGS, { recursive: true });
  const log = createWriteStream(join(LOGS, `${name}.log`), { flags: "a" });
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  const stop = async () => {
    await end(child);
    log.end();
    await database.drop();
  };
  try {
    await untilReady(child, url);
  } catch (error) {
    await stop();
    throw new Error(`the server "${name}" did not start, see test-results/servers/${name}.log`, {
      cause: error,
    });
  }
  return { url, databaseUrl: database.url, stop };
}

async function createDatabase(name: string): Promise<{ url: string; drop(): Promise<void> }> {
  const server = process.env.E2E_DATABASE_SERVER;
  if (!server) throw new Error("E2E_DATABASE_SERVER is unset: is the global setup configured?");
  const database = `flatpay_e2e_${name}_${process.pid}`;
  await onServer(server, `create database ${database}`);
  const url = new URL(server);
  url.pathname = `/${database}`;
  const drop = () => onServer(server, `drop database ${database} with (force)`);
  return { url: url.href, drop };
}

async function onServer(server: string, statement: string): Promise<void> {
  const sql = postgres(server, { max: 1, onnotice: () => {} });
  try {
    await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}

async function untilReady(child: ChildProcess, url: string): Promise<void> {
  const deadline = performance.now() + READY_MS;
  while (performance.now() < deadline) {
    if (hasEnded(child)) throw new Error(`it ended with ${child.exitCode ?? child.signalCode}`);
    const answer = await fetch(`${url}/api/ready`).catch(() => null);
    if (answer?.status === 200) return;
    await sleep(100);
  }
  throw new Error("it was not ready in time");
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

async function end(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), GRACE_MS);
  await ended;
  clearTimeout(timer);
}
