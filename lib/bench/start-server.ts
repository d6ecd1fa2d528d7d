import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { freePort } from "../../db/cluster/credentials";
import { SERVER_SCRIPT } from "../launcher/assemble-standalone";
import { waitUntilReady } from "../launcher/wait-until-ready";

const PARENT_WATCH = pathToFileURL(join(import.meta.dirname, "../launcher/parent-watch.mjs")).href;
const START_TIMEOUT_MS = 60_000;
/** One for all servers of a run: what the first sealed, the second must open. */
const secrets = {
  APP_SECRET: randomBytes(32).toString("base64url"),
  ADMIN_JWT_SECRET: randomBytes(32).toString("base64url"),
  ADMIN_PASSWORD: randomBytes(32).toString("base64url"),
};

export type BenchServer = { origin: string; adminSecret: string; stop(): Promise<void> };

type Options = {
  /** The project whose finished build is run. */
  root: string;
  databaseUrl: string;
  providerUrl: string;
  /** Where the server's CPU profile goes; none without. */
  profileDir?: string | undefined;
};

/**
 * Runs the built server as production runs it, with these differences: test money goes to the provider
 * double, limits are out of the way, the log is written to /dev/null, and the echo route is there.
 * @throws Error when it does not come up.
 */
export async function startServer(options: Options): Promise<BenchServer> {
  const port = await freePort(0);
  const profile = options.profileDir
    ? ["--cpu-prof", `--cpu-prof-dir=${options.profileDir}`, "--cpu-prof-interval=500"]
    : [];
  const child: ChildProcess = spawn(
    process.execPath,
    [...profile, "--import", PARENT_WATCH, join(options.root, SERVER_SCRIPT)],
    {
      cwd: options.root,
      // Nothing is taken over from the shell: its settings would be part of the result.
      env: {
        PATH: process.env.PATH,
        NODE_ENV: "production",
        TZ: "UTC",
        HOSTNAME: "127.0.0.1",
        PORT: `${port}`,
        PUBLIC_URL: `http://localhost:${port}`,
        DATABASE_URL: options.databaseUrl,
        SANDBOX_URL: options.providerUrl,
        RATE_LIMIT_SCALE: "1000000",
        CRON_INTERNAL: "off",
        LOG_LEVEL: "info",
        BENCH: "on",
        ADMIN_EMAIL: "bench@shop.example",
        ...secrets,
      },
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    },
  );
  const over = new AbortController();
  child.once("exit", () => over.abort());
  const timer = setTimeout(() => over.abort(), START_TIMEOUT_MS);
  const origin = `http://127.0.0.1:${port}`;
  const ready = await waitUntilReady(`${origin}/api/ready`, over.signal, console.error);
  clearTimeout(timer);
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill("SIGTERM");
    const kill = setTimeout(() => child.kill("SIGKILL"), 15_000);
    await gone;
    clearTimeout(kill);
  };
  if (!ready) {
    await stop();
    throw new Error("the server did not start");
  }
  return { origin, adminSecret: secrets.ADMIN_JWT_SECRET, stop };
}
