import { createRequire } from "node:module";
import { findBrowser } from "./find-browser";
import { runStep } from "./run-step";

const INSTALL_TIMEOUT_MS = 5 * 60_000;

/**
 * The path of a browser for the tests, installed if need be: Playwright's own, or, as root on a
 * system with apt, the distribution's.
 * @throws Error when there is none and none could be installed.
 */
export async function ensureBrowser(): Promise<string> {
  const cli = createRequire(import.meta.url).resolve("@playwright/test/cli");
  const attempts: [string, string[]][] = [[process.execPath, [cli, "install", "chromium"]]];
  if (process.platform === "linux" && process.getuid?.() === 0) {
    attempts.push(["apt-get", ["update"]]);
    attempts.push(["apt-get", ["install", "--yes", "--no-install-recommends", "chromium"]]);
  }
  for (const [command, args] of attempts) {
    const found = findBrowser();
    if (found) return found;
    console.log(`no browser here; trying: ${command} ${args.join(" ")}`);
    const env = { DEBIAN_FRONTEND: "noninteractive" };
    const done = await runStep({ command, args, env, timeoutMs: INSTALL_TIMEOUT_MS }).catch(
      (error: Error) => error.message,
    );
    if (done !== true) console.log(`that did not work${done ? `: ${done}` : ""}`);
  }
  const found = findBrowser();
  if (found) return found;
  throw new Error("no browser: install Chromium or Chrome, or set CHROMIUM_PATH");
}
