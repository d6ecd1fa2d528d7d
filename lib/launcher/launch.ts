import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type EmbeddedDatabase, startEmbeddedDatabase } from "../../db/embedded";
import { SERVER_SCRIPT } from "./assemble-standalone";
import { assertPortFree } from "./assert-port-free";
import { banner } from "./banner";
import { buildApp, isBuilt } from "./build-app";
import type { Settings } from "./settings";
import { type Server, superviseServer } from "./supervise-server";
import { waitUntilReady } from "./wait-until-ready";

export type LaunchOptions = {
  readonly settings: Settings;
  readonly onLine: (line: string) => void;
  /** Aborted by the first Ctrl-C or SIGTERM: stop in order. */
  readonly stop: AbortSignal;
  /** Aborted by the second: leave nothing running, at once. */
  readonly force: AbortSignal;
  /** Instead of the built app; for tests. */
  readonly script?: string;
};

const DATABASE_DEATHS_MAX = 3;
const DATABASE_DEATH_WAIT_MS = 500;

/**
 * Runs the whole installation until it is told to stop: database, build, server. Returns the exit
 * code: 0 stopped, 78 wrong configuration, 1 gave up.
 * @throws Error in one line when something cannot start.
 */
export async function launch(options: LaunchOptions): Promise<number> {
  const { settings, onLine, stop } = options;
  let built = options.script !== undefined;
  let greeted = false;
  for (let deaths = 0; ; deaths += 1) {
    const database = settings.embedded ? await openDatabase(settings, onLine) : null;
    try {
      await assertPortFree(settings.environment.PORT, settings.host);
      if (!built) await ensureBuild(settings.root, stop, onLine);
      built = true;
      if (stop.aborted) return 0;
      const outcome = await serve(options, database, !greeted);
      greeted = true;
      if (typeof outcome === "number") return outcome;
      onLine(`${outcome.died}; starting it again`);
    } finally {
      await database?.stop();
    }
    if (deaths >= DATABASE_DEATHS_MAX) throw new Error("the database keeps ending: giving up");
    await sleep(DATABASE_DEATH_WAIT_MS);
  }
}

function openDatabase({ dataDir }: Settings, onLine: LaunchOptions["onLine"]) {
  onLine("starting the database");
  return startEmbeddedDatabase({ dataDir, onProgress: onLine });
}

async function ensureBuild(
  root: string,
  stop: AbortSignal,
  onLine: LaunchOptions["onLine"],
): Promise<void> {
  if (isBuilt(root)) return;
  onLine("building the app; this happens once, and again when its sources change");
  try {
    await buildApp(root, stop);
  } catch (error) {
    if (!stop.aborted) throw error;
  }
}

/** Serves until told to stop, until the server is given up, or until the database dies. */
async function serve(
  { settings, onLine, stop, force, script }: LaunchOptions,
  database: EmbeddedDatabase | null,
  greet: boolean,
): Promise<number | { died: string }> {
  const url = database ? { DATABASE_URL: database.url } : {};
  onLine("starting the server");
  const server: Server = superviseServer({
    script: script ?? join(settings.root, SERVER_SCRIPT),
    env: { ...settings.variables, ...url } as NodeJS.ProcessEnv,
    onLine,
  });
  force.addEventListener("abort", () => server.kill(), { once: true });
  const over = new AbortController();
  const anyHost = settings.host === "0.0.0.0" || settings.host === "::";
  const host = anyHost ? "127.0.0.1" : settings.host;
  const ready = `http://${host.includes(":") ? `[${host}]` : host}:${settings.environment.PORT}/api/ready`;
  const greeting = waitUntilReady(ready, over.signal, onLine).then((isReady) => {
    if (isReady && greet) process.stdout.write(`${banner(settings.environment.PUBLIC_URL)}\n`);
  });
  const died = database?.died.then((why) => ({ died: why })) ?? new Promise<never>(() => {});
  const outcome = await Promise.race([server.ended, died, whenAborted(stop)]);
  over.abort();
  if (outcome === "stop") onLine("stopping");
  await server.stop();
  await greeting;
  return outcome === "stop" ? 0 : outcome;
}

function whenAborted(signal: AbortSignal): Promise<"stop"> {
  if (signal.aborted) return Promise.resolve("stop");
  return new Promise((resolve) => {
    signal.addEventListener("abort", () => resolve("stop"), { once: true });
  });
}
