/**
 * `npm run bench`: what the hot paths cost, beside a handler of the same server that only echoes JSON.
 * Four processes, as in production, all on this machine: load generator, built server, provider double
 * that answers at once, embedded PostgreSQL in a temporary folder. Slices of all sections take turns, so
 * that a noisy moment falls on all. Ends with the books; exit code 1 when one of them is off.
 *
 *   --connections 64  --rounds 5  --seconds 2 (per slice)
 *   --server-dir DIR  a project whose finished build is measured instead of this one's
 *   --json FILE       the result for machines
 *   --profile DIR     a CPU profile of the server; slows it down
 */
import { writeFile } from "node:fs/promises";
import { availableParallelism, loadavg } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import postgres from "postgres";
import { startEmbeddedDatabase } from "../../db/embedded";
import { buildApp, isBuilt } from "../launcher/build-app";
import { temporaryFolder } from "../testing/temporary-folder";
import { type Child, startChild } from "./child";
import { compareBooks } from "./compare-books";
import { startCountingProxy } from "./counting-proxy";
import type { Ledger, ProviderLedger } from "./ledger";
import type { LoadQuestion, Slice } from "./load.child";
import { makeShop } from "./make-shop";
import { foldSlices } from "./measure";
import { type Result, report } from "./report";
import { SECTIONS, type Section } from "./sections";
import { startServer } from "./start-server";
import type { SigningKey } from "./workload";

const WARM_UP_ROUNDS = 2;
/** More than any slice here gets through; a slice that does ends early and is none the worse. */
const PER_SECOND_MAX = 6_000;
const FIRST_SLICE_MAX = 2_000;
const COUNTED_MAX = 1_000;
const COUNTED_SECONDS = 3;

const { values } = parseArgs({
  options: {
    connections: { type: "string", default: "64" },
    rounds: { type: "string", default: "5" },
    seconds: { type: "string", default: "2" },
    "server-dir": { type: "string" },
    json: { type: "string" },
    profile: { type: "string" },
  },
});
const connections = atLeastOne("connections");
const rounds = atLeastOne("rounds");
const seconds = atLeastOne("seconds");
const root = resolve(values["server-dir"] ?? process.cwd());
const profileDir = values.profile && resolve(values.profile);

function atLeastOne(name: "connections" | "rounds" | "seconds"): number {
  const number = Number(values[name]);
  if (!(number >= 1)) throw new Error(`--${name} must be 1 or more`);
  return number;
}

type Slices = Record<Section, Slice[]>;

/** Rounds of all sections, in turns. */
async function measure(load: Child, roundCount: number, sliceSeconds: number): Promise<Slices> {
  const slices: Slices = { bare: [], request: [], inquiry: [], callback: [] };
  for (let round = 0; round < roundCount; round++) {
    for (const section of SECTIONS) {
      const last = slices[section].at(-1);
      // Signing ahead takes time too: twice what the last slice needed is enough.
      const countMax = last ? Math.ceil(last.count * 2) + connections : FIRST_SLICE_MAX;
      slices[section].push(
        await load.ask<Slice>({
          do: "run",
          section,
          seconds: sliceSeconds,
          countMax: Math.min(countMax, PER_SECOND_MAX * sliceSeconds),
        } satisfies LoadQuestion),
      );
    }
  }
  return slices;
}

/** SQL statements per request, through a proxy and another server, at the same concurrency. */
async function countStatements(
  load: Child,
  databaseUrl: string,
  providerUrl: string,
  key: SigningKey,
) {
  const proxy = await startCountingProxy(databaseUrl);
  const server = await startServer({ root, databaseUrl: proxy.url, providerUrl });
  const counted: Record<Section, number> = { bare: 0, request: 0, inquiry: 0, callback: 0 };
  try {
    await load.ask({ do: "use", origin: server.origin, key, connections } satisfies LoadQuestion);
    // The first pass opens the pool's connections and warms the code; the second counts.
    for (const section of [...SECTIONS, ...SECTIONS]) {
      const before = proxy.statements();
      const question = { do: "run", section, seconds: COUNTED_SECONDS, countMax: COUNTED_MAX };
      const { count } = await load.ask<Slice>(question);
      counted[section] = (proxy.statements() - before) / count;
    }
  } finally {
    await server.stop();
    await proxy.close();
  }
  return counted;
}

async function bench(dataDir: string, cleanUp: (() => Promise<unknown>)[]): Promise<Result> {
  const database = await startEmbeddedDatabase({ dataDir });
  cleanUp.unshift(() => database.stop());
  const provider = startChild(join(import.meta.dirname, "provider.child.ts"));
  cleanUp.unshift(() => provider.stop());
  const load = startChild(join(import.meta.dirname, "load.child.ts"));
  cleanUp.unshift(() => load.stop());

  const providerUrl = `http://127.0.0.1:${await provider.ask<number>({ do: "listen" })}`;
  const databaseUrl = database.url;
  const server = await startServer({ root, databaseUrl, providerUrl, profileDir });
  cleanUp.unshift(() => server.stop());
  const key = await makeShop(server.origin, server.adminSecret);
  await load.ask({ do: "use", origin: server.origin, key, connections } satisfies LoadQuestion);

  const [busy = 0] = loadavg();
  if (busy > availableParallelism() / 2) {
    // Four processes feel it more than the one of the bare handler: the ratio suffers, not only the rates.
    console.log(
      `this machine is busy with something else (load ${busy.toFixed(1)}): figures will be low`,
    );
  }
  console.log("warming up");
  await measure(load, WARM_UP_ROUNDS, 1);
  console.log(`measuring: ${rounds} rounds of ${SECTIONS.length} × ${seconds} s`);
  const slices = await measure(load, rounds, seconds);
  await server.stop();
  console.log("counting SQL statements");
  const statements = await countStatements(load, databaseUrl, providerUrl, key);

  const seen = await load.ask<Ledger>({ do: "ledger" });
  for (const problem of seen.wrong) console.error(`  ${problem}`);
  const sql = postgres(databaseUrl, { max: 1 });
  const books = await compareBooks(sql, seen, await provider.ask<ProviderLedger>({ do: "ledger" }));
  await sql.end();
  const figures = SECTIONS.map((section) => [
    section,
    { ...foldSlices(slices[section], slices.bare), statements: statements[section] },
  ]);
  const sections = Object.fromEntries(figures) as Result["sections"];
  return { connections, rounds, secondsPerSlice: seconds, sections, books };
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
  if (!isBuilt(root)) {
    if (values["server-dir"]) console.log("the build there is older than its sources");
    else await buildApp(root);
  }
  const result = await bench(join(folder.path, "data"), cleanUp);
  console.log(report(result));
  if (values.json) await writeFile(values.json, `${JSON.stringify(result, null, 2)}\n`);
  process.exitCode = result.books.every(({ holds }) => holds) ? 0 : 1;
} catch (error) {
  console.error(`bench: ${(error as Error).message}`);
  process.exitCode = 1;
} finally {
  await end();
}
