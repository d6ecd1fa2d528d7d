/**
 * `npm run faults -- --seeds 200`: several server processes on a real PostgreSQL, a provider with a truth
 * of its own, and everything that breaks: kills, killed connections, database restarts, network cuts, a
 * clock that is wrong, answers that are lost. After every seed the books are compared with that truth.
 * A seed decides the choices, not how the machine schedules them. Exit code 1 when a book is off.
 *
 *   --seeds 5  --seed 1 (the first)  --payments 30 (per seed)  --servers 3
 *   --server-dir DIR  a project whose finished build is tried instead of this one's
 */
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { openDatabase } from "../../db/client";
import { checkBooks } from "../books/check-books";
import { buildApp, isBuilt } from "../launcher/build-app";
import { makeWorld } from "./make-world";
import { seedLine, summaryLine } from "./report";
import { runSeed, type SeedResult } from "./run-seed";
import { showProblems } from "./show-problems";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "5" },
    seed: { type: "string", default: "1" },
    payments: { type: "string", default: "30" },
    servers: { type: "string", default: "3" },
    "server-dir": { type: "string" },
  },
});
const root = resolve(values["server-dir"] ?? process.cwd());
const first = wholeNumber("seed");
const payments = wholeNumber("payments");

function wholeNumber(name: "seeds" | "seed" | "payments" | "servers"): number {
  const number = Number(values[name]);
  if (!Number.isInteger(number) || number < 1) throw new Error(`--${name} must be 1 or more`);
  return number;
}

if (!isBuilt(root)) {
  if (values["server-dir"]) console.log("the build there is older than its sources");
  else await buildApp(root);
}
const { world, close } = await makeWorld({ root, servers: wholeNumber("servers"), seed: first });
let interrupted = false;
process.once("SIGINT", () => {
  interrupted = true;
});
const results: SeedResult[] = [];
let broken = 0;
try {
  for (let seed = first; seed < first + wholeNumber("seeds") && !interrupted; seed++) {
    const result = await runSeed(world, seed, payments);
    results.push(result);
    console.log(seedLine(result));
    await showProblems(world.database.sql, result);
  }
  broken = await brokenRules(world.database.directUrl);
} finally {
  await close();
}
const crashes = world.fleet.servers.reduce((sum, server) => sum + server.crashes, 0);
if (crashes > 0)
  console.log(`${crashes} servers ended by themselves: see ${join(root, "test-results/faults")}`);
console.log(summaryLine(results));
const sound = results.every(({ problems, wrong }) => problems.length + wrong.length === 0);
process.exitCode = sound && broken + crashes === 0 ? 0 : 1;

/** The product's own rules of the books, on everything that all seeds left. @returns how many do not hold */
async function brokenRules(databaseUrl: string): Promise<number> {
  const { db, close } = openDatabase(databaseUrl);
  const rules = await checkBooks(db).finally(close);
  const off = rules.filter((rule) => rule.broken > 0);
  for (const { id, says, broken, ids } of off) {
    console.log(`rule ${id} is broken ${broken} times: ${says} (${ids.join(", ")})`);
  }
  console.log(`${rules.length - off.length} of ${rules.length} rules of check:money hold`);
  return off.length;
}
