/**
 * `npm run mutation`: wrong code is put into the files that sign, settle and refund, one small change at
 * a time, and a test must fail on each. Prints what none fails on, and a table. After `--` stand groups
 * (`signing`, `settle`, `refunds`) or single files; without any, all groups. `MUTATION_WORKERS` test at
 * the same time, two unless said otherwise.
 */
import { join } from "node:path";
import postgres from "postgres";
import { startEmbeddedDatabase } from "../../db/embedded";
import { endSteps, runStep } from "../testing/run-step";
import { temporaryFolder } from "../testing/temporary-folder";
import { GROUPS } from "./groups.mjs";
import { readScores, type Score, scoreTable, sumScores } from "./read-scores";
import { sweepClones } from "./sweep-clones";

const root = join(import.meta.dirname, "../..");
const TIMEOUT_MS = 3 * 60 * 60_000;

type Part = { group: string; files: string[] };

/** The groups that were asked for; of one that files were named of, only these. */
function partsOf(wanted: readonly string[]): Part[] {
  const known = Object.entries(GROUPS);
  for (const one of wanted) {
    if (!known.some(([group, { mutate }]) => group === one || mutate.includes(one)))
      throw new Error(`${one} is neither a group nor one of the files in lib/mutation/groups.mjs`);
  }
  return known.flatMap(([group, { mutate }]) => {
    const files = mutate.filter((file) => wanted.includes(file));
    const whole = wanted.length === 0 || wanted.includes(group);
    return whole ? [{ group, files: [] }] : files.length > 0 ? [{ group, files }] : [];
  });
}

/** Nothing in it outlives the run, so it need not be safe from a loss of power. */
async function makeFast(url: string): Promise<void> {
  const admin = postgres(url, { max: 1 });
  for (const setting of ["fsync", "synchronous_commit", "full_page_writes"]) {
    await admin.unsafe(`alter system set ${setting} = off`);
  }
  await admin`select pg_reload_conf()`;
  await admin.end();
}

async function mutate({ group, files }: Part, databaseUrl: string): Promise<boolean> {
  return runStep({
    command: join(root, "node_modules/.bin/stryker"),
    args: ["run", "lib/mutation/stryker.config.mjs"],
    env: {
      TEST_DATABASE_URL: databaseUrl,
      MUTATION_GROUP: group,
      MUTATION_FILES: files.join(",") || undefined,
    },
    timeoutMs: TIMEOUT_MS,
  });
}

let stopped = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    stopped = true;
    endSteps();
  });
}
process.chdir(root);
const parts = partsOf(process.argv.slice(2));
const folder = await temporaryFolder();
const server = await startEmbeddedDatabase({ dataDir: folder.path });
const scores: Score[] = [];
try {
  await makeFast(server.url);
  const stopSweeping = sweepClones(server.url);
  for (const part of parts) {
    if (stopped || !(await mutate(part, server.url))) process.exitCode = 1;
    if (stopped) break;
    const found = readScores(join(root, `test-results/mutation/${part.group}.json`));
    scores.push(...found, sumScores(part.group, found));
  }
  await stopSweeping();
} finally {
  await server.stop();
  await folder.remove();
}
const groups = scores.filter(({ name }) => name in GROUPS);
if (groups.length > 0) {
  const minutes = Math.round(performance.now() / 60_000);
  console.log(`\n${scoreTable([...scores, sumScores("in all", groups)])}\n\n${minutes} min`);
}
