/**
 * `npm run bench:webhooks`: what sending webhooks costs, on an embedded PostgreSQL in a temporary folder
 * and with receivers of its own on this machine. The real delivery loop in a process of its own, beside a
 * loop that only signs and posts; three receivers that hang; a million old rows; a worker killed in
 * flight. Exit code 1 when something was lost; a missed target is only told, for machines differ.
 *
 *   --rounds 9
 *   --only REGEX   sections: rate, statements, fairness, old rows, kill
 */
import { randomBytes } from "node:crypto";
import { availableParallelism, loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openDatabase } from "../../db/client";
import { startEmbeddedDatabase } from "../../db/embedded";
import { migrateDatabase } from "../../db/migrate";
import { describeError } from "../log";
import { temporaryFolder } from "../testing/temporary-folder";
import { startChild } from "./child";
import { measureFairness } from "./webhooks/fairness";
import { killInFlight } from "./webhooks/kill";
import { measureOldRows } from "./webhooks/old-rows";
import { countStatements, measureRate } from "./webhooks/rate";
import { type Check, type Figure, report } from "./webhooks/report";
import { seedEndpoints } from "./webhooks/seed-news";
import type { Stage } from "./webhooks/stage";

const HEALTHY = 97;
const HANGING = 3;

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "9" },
    only: { type: "string", default: "" },
  },
});
const only = new RegExp(values.only);

async function measure(stage: Stage): Promise<{ figures: Figure[]; checks: Check[] }> {
  const figures: Figure[] = [];
  const checks: Check[] = [];
  const section = async (name: string, run: () => Promise<void>) => {
    if (!only.test(name)) return;
    console.log(`measuring ${name}`);
    await run();
  };
  await section("rate", async () => {
    // A hundred that answer: those that will hang are told elsewhere.
    const rate = await measureRate({ ...stage, healthy: [...stage.healthy, ...stage.extra] });
    figures.push(...rate.figures);
    checks.push(...rate.checks);
  });
  await section("statements", async () => {
    const healthy = [...stage.healthy, ...stage.extra];
    figures.push(...(await countStatements({ ...stage, healthy })));
  });
  await section("fairness", async () => void figures.push(...(await measureFairness(stage))));
  await section("kill", async () => void checks.push(...(await killInFlight(stage))));
  await section("old rows", async () => void figures.push(...(await measureOldRows(stage))));
  if (figures.length + checks.length === 0) throw new Error(`no section is called ${only}`);
  return { figures, checks };
}

const [busy = 0] = loadavg();
if (busy > availableParallelism() / 2) {
  console.log(`this machine is busy with something else (load ${busy.toFixed(1)})`);
}
const folder = await temporaryFolder();
const cleanUp: (() => Promise<unknown>)[] = [() => folder.remove()];
let ending: Promise<void> | undefined;
/** The newest first, once; what fails does not keep the rest from ending. */
const end = () => {
  ending ??= (async () => {
    for (const step of cleanUp) await step().catch((error) => console.error(error));
  })();
  return ending;
};
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void end().then(() => process.exit(130)));
}
try {
  const database = await startEmbeddedDatabase({ dataDir: join(folder.path, "data") });
  cleanUp.unshift(() => database.stop());
  process.env.APP_SECRET = randomBytes(32).toString("base64url");
  process.env.DATABASE_URL = database.url;
  process.env.LOG_LEVEL = "error";
  await migrateDatabase(database.url);
  const receiver = startChild(join(import.meta.dirname, "webhooks/receiver.child.ts"));
  cleanUp.unshift(() => receiver.stop());
  const origin = `http://127.0.0.1:${await receiver.ask<number>({ do: "listen" })}`;
  const { db, close } = openDatabase(database.url);
  cleanUp.unshift(close);
  const paths = (name: string, count: number) =>
    Array.from({ length: count }, (_, n) => `${origin}/${name}/${n}`);
  const healthy = await seedEndpoints(db, paths("site", HEALTHY));
  const extra = await seedEndpoints(db, paths("more", HANGING));
  const hanging = await seedEndpoints(db, paths("hang", HANGING));
  const stage = {
    url: database.url,
    db,
    receiver,
    healthy,
    extra,
    hanging,
    rounds: Number(values.rounds),
  };
  const { figures, checks } = await measure(stage);
  console.log(report(figures, checks));
  process.exitCode = checks.every(({ holds }) => holds) ? 0 : 1;
} catch (error) {
  console.error("bench:", describeError(error));
  process.exitCode = 1;
} finally {
  await end();
}
