import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "@/lib/testing/temporary-folder";
import type { Killer } from "./mutants";

const root = join(import.meta.dirname, "../..");
/** Enough for every mutant that the histories must find, with room. */
const SEEDS = 200;

export type Outcome = Killer & { failed: boolean };
type Report = {
  testResults: {
    name: string;
    message: string;
    assertionResults: { fullName: string; status: string }[];
  }[];
};

/**
 * Run some tests in a test run of their own, with a mutant in the sources or without.
 * @param databaseUrl a server on which it may make databases
 * @throws Error when a test did not run: a mutant is caught by a test that fails, not by sources that
 * cannot be loaded
 */
export async function runKillers(
  killers: readonly Killer[],
  mutant: string | null,
  databaseUrl: string,
): Promise<Outcome[]> {
  const folder = await temporaryFolder();
  try {
    const file = join(folder.path, "report.json");
    const output = await runVitest(killers, file, mutant, databaseUrl);
    if (!existsSync(file)) throw new Error(`${mutant ?? "no mutant"}: no report\n${output}`);
    const report = JSON.parse(readFileSync(file, "utf8")) as Report;
    return killers.map((killer) => ({ ...killer, failed: hasFailed(report, killer) }));
  } finally {
    await folder.remove();
  }
}

function hasFailed({ testResults }: Report, { file, test }: Killer): boolean {
  const of = testResults.find(({ name }) => name.endsWith(file));
  const ran = of?.assertionResults.find(({ fullName }) => fullName.includes(test));
  if (ran?.status === "failed") return true;
  if (ran?.status === "passed") return false;
  throw new Error(`"${test}" of ${file} did not run: ${of?.message ?? "no such file"}`);
}

function runVitest(
  killers: readonly Killer[],
  report: string,
  mutant: string | null,
  databaseUrl: string,
): Promise<string> {
  const files = [...new Set(killers.map(({ file }) => file))];
  const names = [...new Set(killers.map(({ test }) => test))].join("|");
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const shown = ["--reporter=json", `--outputFile=${report}`];
  const config = ["--config", "lib/mutants/vitest.config.ts"];
  const args = [vitest, "run", ...config, ...shown, "-t", names, ...files];
  const env = { ...withoutVitest(process.env), TEST_DATABASE_URL: databaseUrl };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...env, SIMULATION_SEEDS: String(SEEDS), ...(mutant ? { MUTANT: mutant } : {}) },
    });
    let output = "";
    const keep = (chunk: Buffer) => {
      output = (output + chunk).slice(-20_000);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", reject);
    child.on("close", () => resolve(output));
  });
}

/** What one test run tells its workers is nothing to another. */
function withoutVitest(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = /^(VITEST|VITE_|TEST$|MUTANT$|SIMULATION_|DATABASE_URL$)/;
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !own.test(name)),
  ) as NodeJS.ProcessEnv;
}
