import { type ChildProcess, spawn } from "node:child_process";
import { openSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { SERVER_SCRIPT } from "../launcher/assemble-standalone";
import { send } from "./send";

const PARENT_WATCH = pathToFileURL(join(import.meta.dirname, "../launcher/parent-watch.mjs")).href;
/** What the launcher waits before it starts a crashed server again; it is part of the recovery. */
const RESTART_MS = 250;
const PROBE_MS = 25;
const PROBE_TIMEOUT_MS = 1_000;

export type ServerOptions = {
  /** The project whose finished build is run. */
  root: string;
  port: number;
  env: Record<string, string>;
  logFile: string;
  /** How far its clock is off, in milliseconds. */
  clockMs: number;
};

/** A server process that is started again whenever it ends, until it is told to stop. */
export class Server {
  readonly url: string;
  readonly clockMs: number;
  readonly #options: ServerOptions;
  readonly #log: number;
  #child: ChildProcess;
  #stopping = false;
  #killed = 0;
  #served = false;
  /** Ends that nobody asked for, of a process that could serve. One that finds no database may give up. */
  crashes = 0;

  constructor(options: ServerOptions) {
    this.#options = options;
    this.clockMs = options.clockMs;
    this.url = `http://127.0.0.1:${options.port}`;
    this.#log = openSync(options.logFile, "a");
    this.#child = this.#spawn();
  }

  #spawn(): ChildProcess {
    const { root, port, env } = this.#options;
    const child = spawn(
      process.execPath,
      ["--import", PARENT_WATCH, "--import", shiftClock(this.clockMs), join(root, SERVER_SCRIPT)],
      {
        cwd: root,
        env: { PATH: process.env.PATH ?? "", NODE_ENV: "production", ...env, PORT: `${port}` },
        stdio: ["ignore", this.#log, this.#log, "ipc"],
        // Its own session: a Ctrl-C in the terminal is for the run, which ends after its seed.
        detached: true,
      },
    );
    child.once("exit", () => {
      if (this.#stopping) return;
      if (this.#killed > 0) this.#killed--;
      else if (this.#served) this.crashes++;
      this.#served = false;
      setTimeout(() => {
        if (!this.#stopping) this.#child = this.#spawn();
      }, RESTART_MS);
    });
    return child;
  }

  /** SIGKILL; resolves when the process is gone. Nothing when it is gone already. */
  async kill(): Promise<boolean> {
    const child = this.#child;
    if (child.exitCode !== null || child.signalCode !== null) return false;
    this.#killed++;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await gone;
    return true;
  }

  /** Milliseconds until it says that it can serve. @throws Error when that takes longer than `limitMs` */
  async untilReady(limitMs = 60_000): Promise<number> {
    const startedAt = performance.now();
    for (;;) {
      const answer = await send(`${this.url}/api/ready`, {}, PROBE_TIMEOUT_MS);
      const tookMs = performance.now() - startedAt;
      if (answer?.status === 200) {
        this.#served = true;
        return tookMs;
      }
      if (tookMs > limitMs) throw new Error(`${this.url} is not ready after ${limitMs} ms`);
      await sleep(PROBE_MS);
    }
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    const child = this.#child;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await gone;
  }
}

/** A module that puts the process's wall clock off; timers keep their pace, as with a wrong clock. */
function shiftClock(ms: number): string {
  const source = `
    const now = Date.now;
    globalThis.Date = new Proxy(Date, {
      construct: (real, given, self) => Reflect.construct(real, given.length ? given : [now() + ${ms}], self),
      apply: (real) => new real(now() + ${ms}).toString(),
      get: (real, name) => name === "now" ? () => now() + ${ms} : Reflect.get(real, name),
    });`;
  return `data:text/javascript,${encodeURIComponent(ms === 0 ? "" : source)}`;
}
