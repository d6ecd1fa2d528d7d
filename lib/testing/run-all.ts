/**
 * `npm test`: static checks, unit tests, build and browser tests, one after the other on one
 * database server of its own (or the one `TEST_DATABASE_URL` names). A failed step does not keep
 * the others from running. The last lines name what failed and count all of it; a static check or a build
 * counts as one.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { startEmbeddedDatabase } from "../../db/embedded";
import { buildApp, isBuilt } from "../launcher/build-app";
import { ensureBrowser } from "./ensure-browser";
import { addCounts, type Counts, readPlaywright, readVitest, summary } from "./read-counts";
import { playwrightFailures, vitestFailures } from "./read-failures";
import { endSteps, runStep } from "./run-step";
import { temporaryFolder } from "./temporary-folder";

const STATIC_CHECKS = ["lint", "types", "imports"];
const CHECK_TIMEOUT_MS = 5 * 60_000;
const TESTS_TIMEOUT_MS = 12 * 60_000;
const PASSED: Counts = { passed: 1, failed: 0, skipped: 0 };
const FAILED: Counts = { passed: 0, failed: 1, skipped: 0 };

const failures: string[] = [];
const stop = new AbortController();
const root = join(import.meta.dirname, "../..");
const npx = (tool: string) => join(root, "node_modules/.bin", tool);

function title(text: string): void {
  const seconds = Math.round(performance.now() / 1_000);
  console.log(`\n── ${text} (${seconds} s) ${"─".repeat(Math.max(0, 60 - text.length))}`);
}

/** Runs one part; what it throws is shown and counts as a failure of that part. */
async function part(name: string, run: () => Promise<Counts>): Promise<Counts> {
  if (stop.signal.aborted) return FAILED;
  title(name);
  try {
    return await run();
  } catch (error) {
    failures.push(`${name}: ${(error as Error).message}`);
    return FAILED;
  }
}

async function check(name: string): Promise<Counts> {
  const args = ["run", "--silent", name];
  if (await runStep({ command: "npm", args, timeoutMs: CHECK_TIMEOUT_MS })) return PASSED;
  failures.push(name);
  return FAILED;
}

// biome-ignore lint/suspicious/noExplicitAny: each reader says what of a report it reads.
function readReport(file: string): any {
  if (!existsSync(file)) throw new Error("it ended without a report");
  return JSON.parse(readFileSync(file, "utf8"));
}

/** A runner may fail without a failed test, by an error that nothing awaited. */
function told(named: string[], counts: Counts, runner: string): Counts {
  failures.push(...named);
  if (named.length < counts.failed)
    failures.push(`${runner}: an error outside of a test, see above`);
  return counts;
}

async function unitTests(folder: string, databaseUrl: string): Promise<Counts> {
  const report = join(folder, "vitest.json");
  const config = ["--config", "lib/testing/vitest.config.ts"];
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const succeeded = await runStep({
    command: npx("vitest"),
    args: ["run", ...config, ...reporters],
    env: { TEST_DATABASE_URL: databaseUrl },
    timeoutMs: TESTS_TIMEOUT_MS,
  });
  const found = readReport(report);
  return told(vitestFailures(found, root), readVitest(found, succeeded), "unit tests");
}

async function build(): Promise<Counts> {
  if (isBuilt(root)) console.log("the build is up to date");
  else await buildApp(root, stop.signal);
  return PASSED;
}

async function browserTests(folder: string, databaseUrl: string): Promise<Counts> {
  const report = join(folder, "playwright.json");
  const succeeded = await runStep({
    command: npx("playwright"),
    args: ["test", "--config", "e2e/playwright.config.ts", "--reporter=list,json"],
    env: {
      TEST_DATABASE_URL: databaseUrl,
      CHROMIUM_PATH: await ensureBrowser(),
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    },
    timeoutMs: TESTS_TIMEOUT_MS,
  });
  const found = readReport(report);
  return told(playwrightFailures(found), readPlaywright(found, succeeded), "browser tests");
}

async function runAll(folder: string): Promise<Counts> {
  const given = process.env.TEST_DATABASE_URL;
  const database = given ? null : await startEmbeddedDatabase({ dataDir: join(folder, "data") });
  const url = given ?? database?.url ?? "";
  try {
    const results: Counts[] = [];
    for (const name of STATIC_CHECKS) results.push(await part(name, () => check(name)));
    results.push(await part("unit tests", () => unitTests(folder, url)));
    const built = await part("build", build);
    results.push(built);
    if (built.failed === 0) {
      results.push(await part("browser tests", () => browserTests(folder, url)));
    } else {
      console.error("browser tests: not run, there is no build");
      results.push(FAILED);
    }
    return results.reduce(addCounts);
  } finally {
    await database?.stop();
  }
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    stop.abort();
    endSteps();
  });
}
process.chdir(root);
const folder = await temporaryFolder();
let counts = FAILED;
try {
  counts = await runAll(folder.path);
} catch (error) {
  console.error((error as Error).stack);
} finally {
  await folder.remove();
}
if (failures.length > 0)
  console.log(`\nfailed:\n${failures.map((line) => `  ${line}`).join("\n")}`);
console.log(`\n${summary(counts)}`);
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
