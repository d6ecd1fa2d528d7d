import type { SeedResult } from "./run-seed";

const seconds = (ms: number) => (ms / 1_000).toFixed(1);
const longest = (list: readonly number[]) =>
  list.length > 0 ? `at most ${seconds(Math.max(...list))} s` : "not measured";
const countOf = ({ problems }: SeedResult, kind: string) =>
  problems.filter((problem) => problem.kind === kind).length;

/** One line for one seed. */
export function seedLine(result: SeedResult): string {
  const { damage } = result;
  return [
    `seed ${result.seed}:`,
    `${result.payments} payments, ${result.paid} paid (${result.late} late), ${result.refunds} refunds,`,
    `${result.callbacks} callbacks; ${damageWords([result])};`,
    verdictWords([result]),
    `(ready after a kill: ${longest(damage.killRecoveries)},`,
    `after a database restart: ${longest(damage.databaseRecoveries)}; took ${seconds(result.elapsedMs)} s)`,
  ].join(" ");
}

/** The last line: totals and maxima. */
export function summaryLine(results: readonly SeedResult[]): string {
  const total = (of: (result: SeedResult) => number) =>
    results.reduce((sum, result) => sum + of(result), 0);
  const kills = results.flatMap(({ damage }) => damage.killRecoveries);
  const restarts = results.flatMap(({ damage }) => damage.databaseRecoveries);
  return [
    `${results.length} seeds:`,
    `${total(({ payments }) => payments)} payments, ${total(({ paid }) => paid)} paid`,
    `(${total(({ late }) => late)} late), ${total(({ refunds }) => refunds)} refunds,`,
    `${total(({ callbacks }) => callbacks)} callbacks; ${damageWords(results)};`,
    verdictWords(results),
    `(ready after a kill: ${longest(kills)},`,
    `after a database restart: ${longest(restarts)}; took ${seconds(total(({ elapsedMs }) => elapsedMs))} s)`,
  ].join(" ");
}

function damageWords(results: readonly SeedResult[]): string {
  const total = (of: (damage: SeedResult["damage"]) => number) =>
    results.reduce((sum, { damage }) => sum + of(damage), 0);
  return [
    `${total(({ kills }) => kills)} kills`,
    `${total(({ terminated }) => terminated)} terminated`,
    `${total(({ outages }) => outages)} cuts`,
    `${total(({ restarts }) => restarts)} database restarts`,
  ].join(", ");
}

function verdictWords(results: readonly SeedResult[]): string {
  return ["doubled", "lost", "undelivered", "mismatch"]
    .map((kind) => `${results.reduce((sum, result) => sum + countOf(result, kind), 0)} ${kind}`)
    .concat(`${results.reduce((sum, { wrong }) => sum + wrong.length, 0)} wrong answers`)
    .join(", ");
}
