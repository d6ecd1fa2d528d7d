import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Account } from "./account";
import type { Binaries } from "./binaries";
import { asAccount, bareEnvironment, runAs } from "./run-as";
import { SETTINGS } from "./settings";

export type Cluster = {
  readonly folder: string;
  readonly logFile: string;
  readonly binaries: Binaries;
  readonly account: Account | null;
};

const LOG_BYTES_MAX = 5 * 1024 * 1024;
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_S = 30;
const POLL_MS = 20;

/**
 * Starts the server on the cluster and resolves once it accepts connections, after whatever
 * recovery a crash before made necessary.
 * @throws Error with the end of the server's log when it does not come up.
 */
export async function startPostmaster(cluster: Cluster, port: number): Promise<ChildProcess> {
  const { folder, logFile, binaries, account } = cluster;
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_BYTES_MAX) rmSync(logFile);
  const log = openSync(logFile, "a", 0o600);
  const from = statSync(logFile).size;
  const settings = Object.entries({ ...SETTINGS, port: `${port}` });
  const child = spawn(
    binaries.program("postgres"),
    ["-D", folder, ...settings.flatMap(([name, value]) => ["-c", `${name}=${value}`])],
    {
      ...asAccount(account),
      cwd: process.platform === "win32" ? undefined : "/",
      env: bareEnvironment(),
      stdio: ["ignore", log, log],
      // Its own session: a Ctrl-C in the terminal is for the launcher, which stops us last.
      detached: true,
    },
  );
  closeSync(log);
  let failure: Error | null = null;
  child.on("error", (error) => {
    failure = error;
  });

  const deadline = performance.now() + START_TIMEOUT_MS;
  while (readStatus(folder, child.pid) !== "ready") {
    const ended = child.exitCode ?? child.signalCode;
    if (failure || ended !== null) {
      const said = readFileSync(logFile).subarray(from).toString().trim().split("\n").slice(-5);
      throw new Error(`PostgreSQL did not start (${ended}): ${said.join(" | ")}`, {
        cause: failure,
      });
    }
    if (performance.now() > deadline) {
      child.kill("SIGQUIT");
      throw new Error(
        `PostgreSQL was not ready after ${START_TIMEOUT_MS / 1_000} s; see ${logFile}`,
      );
    }
    await sleep(POLL_MS);
  }
  return child;
}

/** Fast shutdown: open transactions roll back, committed rows are on disk; waits for the end. */
export async function stopPostmaster({ folder, binaries, account }: Cluster): Promise<void> {
  const options = ["-D", folder, "-m", "fast", "-w", "-t", `${STOP_TIMEOUT_S}`, "--silent"];
  await runAs(account, binaries.program("pg_ctl"), ["stop", ...options]);
}

/**
 * Clears away the server a killed launcher left behind on this cluster: one that still runs is
 * stopped, and a lock file whose process is gone, or is by now some other program, is removed.
 * Returns whether a server was stopped.
 */
export async function clearLeftover(cluster: Cluster): Promise<boolean> {
  const file = join(cluster.folder, "postmaster.pid");
  const pid = Number(existsSync(file) && readFileSync(file, "utf8").split("\n")[0]);
  if (!pid) return false;
  if (runsCluster(pid, cluster.folder)) {
    await stopPostmaster(cluster);
    return true;
  }
  rmSync(file, { force: true });
  return false;
}

/** Whether that process is a server on that folder. Without /proc, whether it is alive at all. */
function runsCluster(pid: number, folder: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  if (!existsSync("/proc/self/cmdline")) return true;
  const words = existsSync(`/proc/${pid}/cmdline`)
    ? readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0")
    : [];
  return words.includes(folder);
}

/** What the server says of itself in its lock file: `starting`, `ready`, `stopping`. */
function readStatus(folder: string, pid: number | undefined): string | null {
  const file = join(folder, "postmaster.pid");
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, "utf8").split("\n");
  return Number(lines[0]) === pid ? (lines[7]?.trim() ?? null) : null;
}
