import { type ChildProcess, spawn } from "node:child_process";
import { pathToFileURL } from "node:url";
import { SERVER_FLAGS } from "./server-flags";

/** `sysexits.h`: something is wrong in the configuration, so trying again does not help. */
export const EXIT_CONFIGURATION = 78;
const EXIT_GAVE_UP = 1;

export type ServerOptions = {
  /** The server's script; it is run by this process's Node. */
  readonly script: string;
  readonly env: NodeJS.ProcessEnv;
  /** Told in a line about crashes and restarts. */
  readonly onLine: (line: string) => void;
  /** This many crashes within the window end the attempts; default 5 in 60 000 ms. */
  readonly crashesMax?: number;
  readonly crashWindowMs?: number;
  /** The wait before the first restart; doubles with each crash in the window; default 250 ms. */
  readonly backoffMs?: number;
  /** From SIGTERM to SIGKILL; default 10 000 ms. */
  readonly graceMs?: number;
};

export type Server = {
  /** The exit code to end with: 0 after `stop`, 78 for a wrong configuration, 1 for giving up. */
  readonly ended: Promise<number>;
  /** SIGTERM, and SIGKILL after the grace. Resolves when the process is gone. */
  stop(): Promise<void>;
  /** SIGKILL now. */
  kill(): void;
};

const BACKOFF_MAX_MS = 10_000;
const PARENT_WATCH = pathToFileURL(`${import.meta.dirname}/parent-watch.mjs`).href;

/** Runs the server as a child and starts it again when it crashes, ever more slowly. */
export function superviseServer(options: ServerOptions): Server {
  const { onLine, crashesMax = 5, crashWindowMs = 60_000, backoffMs = 250 } = options;
  let child: ChildProcess | null = null;
  let restart: NodeJS.Timeout | null = null;
  let crashes: number[] = [];
  let stopping = false;
  let settle: (code: number) => void = () => {};
  const ended = new Promise<number>((resolve) => {
    settle = resolve;
  });

  function start(): void {
    restart = null;
    child = spawn(process.execPath, [...SERVER_FLAGS, "--import", PARENT_WATCH, options.script], {
      env: options.env,
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      // Its own session: a Ctrl-C in the terminal is for the launcher, which passes it on in order.
      detached: true,
    });
    child.once("error", (error) => onLine(`cannot run the server: ${error.message}`));
    child.once("close", (code, signal) => afterExit(code, signal));
  }

  function afterExit(code: number | null, signal: NodeJS.Signals | null): void {
    child = null;
    if (stopping || code === EXIT_CONFIGURATION) {
      settle(stopping ? 0 : EXIT_CONFIGURATION);
      return;
    }
    const nowMs = performance.now();
    crashes = [...crashes.filter((atMs) => nowMs - atMs < crashWindowMs), nowMs];
    const how = signal ? `was ended by ${signal}` : `ended with code ${code}`;
    if (crashes.length >= crashesMax) {
      const seconds = Math.round(crashWindowMs / 1_000);
      onLine(`the server ${how}, crash ${crashes.length} within ${seconds} s: giving up`);
      settle(EXIT_GAVE_UP);
      return;
    }
    const waitMs = Math.min(backoffMs * 2 ** (crashes.length - 1), BACKOFF_MAX_MS);
    onLine(`the server ${how}; starting it again in ${waitMs} ms`);
    restart = setTimeout(start, waitMs);
  }

  async function stop(): Promise<void> {
    stopping = true;
    if (restart) clearTimeout(restart);
    if (!child) {
      settle(0);
      return;
    }
    const kill = setTimeout(() => {
      onLine("the server did not stop in time and is killed");
      child?.kill("SIGKILL");
    }, options.graceMs ?? 10_000);
    child.kill("SIGTERM");
    await ended;
    clearTimeout(kill);
  }

  start();
  return { ended, stop, kill: () => void child?.kill("SIGKILL") };
}
