import { EnvironmentError } from "../env";
import { launch } from "./launch";
import { loadDotEnv, readSettings } from "./settings";
import { EXIT_CONFIGURATION } from "./supervise-server";

/** One Ctrl-C may arrive twice, from the terminal and passed on by npm. */
const SAME_PRESS_MS = 500;
const EXIT_FORCED = 130;

const stop = new AbortController();
const force = new AbortController();
let pressedMs = Number.NaN;

function onSignal(): void {
  if (!stop.signal.aborted) {
    pressedMs = performance.now();
    stop.abort();
  } else if (performance.now() - pressedMs > SAME_PRESS_MS) {
    force.abort();
    // The database has a watchdog of its own, which stops it now.
    process.exit(EXIT_FORCED);
  }
}

function say(line: string): void {
  process.stdout.write(`flatpay: ${line}\n`);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, onSignal);
try {
  const root = process.cwd();
  loadDotEnv(root);
  const settings = await readSettings(root, process.env);
  const [script] = process.argv.slice(2);
  const options = { settings, onLine: say, stop: stop.signal, force: force.signal };
  process.exitCode = await launch(script ? { ...options, script } : options);
} catch (error) {
  process.stderr.write(`flatpay: ${(error as Error).message}\n`);
  process.exitCode = error instanceof EnvironmentError ? EXIT_CONFIGURATION : 1;
}
