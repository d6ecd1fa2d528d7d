/**
 * `npm run bench:lists`: how long the console's and the admin API's lists take among a million payments,
 * measured at the verbs, as a page or a route calls them. Makes an embedded PostgreSQL in a temporary
 * folder, seeds it, and asks every list for its first, middle and last page, by every filter and in every
 * order; every other time with values it has not been asked for yet. Exit code 1 when a case's p95 is
 * over its budget: 200 ms for a list, 1 s for the figures of the overview.
 *
 *   --count 1000000  --seed 1  --runs 30 (of each case)
 *   --url postgres://…  a seeded database to measure instead
 *   --only REGEX        lists and cases by name
 *   --detail            a line for each thing that is asked
 */
import { availableParallelism, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { type Database, openDatabase } from "../../db/client";
import type { ActorOf, Context, TenantId } from "../context";
import { startCountingProxy } from "./counting-proxy";
import { type ListCase, timeCase } from "./lists/measure";
import {
  auditCases,
  deliveryCases,
  pageCases,
  refundCases,
  webhookCases,
} from "./lists/other-cases";
import { budgetOf, overBudget, type Result, report } from "./lists/report";
import { readSample } from "./lists/sample";
import { adminCases, countCases, listCases, searchCases } from "./lists/transaction-cases";
import { openSeededDatabase } from "./seeded-database";

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "1000000" },
    seed: { type: "string", default: "1" },
    runs: { type: "string", default: "30" },
    url: { type: "string" },
    only: { type: "string", default: "" },
    detail: { type: "boolean", default: false },
  },
});

async function measure(url: string): Promise<Result[]> {
  const proxy = await startCountingProxy(url);
  const [timed, counted] = [openDatabase(url), openDatabase(proxy.url)];
  try {
    const sample = await readSample(timed.db);
    const contextOn = (db: Database): Context<ActorOf<"operator">> => {
      const tenantId = sample.tenantId as TenantId;
      const actor = { type: "operator", tenantId, operatorId: "usr_bench", role: "owner" } as const;
      return { db, requestId: "req_bench", actor };
    };
    const all: ListCase[] = [
      ...listCases(sample),
      ...countCases(sample),
      ...searchCases(sample),
      ...adminCases(sample),
      ...deliveryCases(sample),
      ...webhookCases(sample),
      ...auditCases(sample),
      ...refundCases(sample),
      ...pageCases(sample),
    ];
    const only = new RegExp(values.only);
    const cases = all.filter(({ list, name, variant }) =>
      only.test(`${list}: ${name}, ${variant}`),
    );
    console.log(`measuring ${cases.length} cases, ${values.runs} times each`);
    const results: Result[] = [];
    for (const { list, name, variant = "", ask } of cases) {
      const one = { list, name, variant, ask };
      const timings = await timeCase(one, contextOn, timed.db, Number(values.runs));
      await timeCase(one, contextOn, counted.db, 1);
      const before = proxy.statements();
      await timeCase(one, contextOn, counted.db, 1);
      results.push({ list, name, variant, timings, statements: proxy.statements() - before });
    }
    return results;
  } finally {
    await Promise.all([timed.close(), counted.close()]);
    await proxy.close();
  }
}

const [busy = 0] = loadavg();
if (busy > availableParallelism() / 2) {
  console.log(`this machine is busy with something else (load ${busy.toFixed(1)})`);
}
const database = await openSeededDatabase({
  url: values.url,
  count: Number(values.count),
  seed: Number(values.seed),
});
try {
  const results = await measure(database.url);
  console.log(report(results, values.detail));
  const over = overBudget(results);
  for (const result of over) {
    const { list, name, variant } = result;
    console.log(`over ${budgetOf(result)} ms: ${list}, ${name}${variant && `, ${variant}`}`);
  }
  console.log(
    `${over.length} of ${results.length} cases over their budget; load ${loadavg()[0]?.toFixed(1)}`,
  );
  process.exitCode = over.length > 0 ? 1 : 0;
} finally {
  await database.stop();
}
