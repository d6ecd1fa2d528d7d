import { readFileSync } from "node:fs";

const COUNTED = ["Killed", "Timeout", "Survived", "NoCoverage"] as const;
type Counts = Record<(typeof COUNTED)[number], number>;
export type Score = Counts & { name: string };

/** What of each file's mutants became, of one report in the schema of mutation testing elements. */
export function readScores(file: string): Score[] {
  const report = JSON.parse(readFileSync(file, "utf8")) as {
    files: Record<string, { mutants: { status: string }[] }>;
  };
  return Object.entries(report.files).map(([name, { mutants }]) => {
    const count = (status: string) => mutants.filter((one) => one.status === status).length;
    const counts = Object.fromEntries(COUNTED.map((status) => [status, count(status)])) as Counts;
    return { name, ...counts };
  });
}

/** All of these together, under a name. */
export function sumScores(name: string, scores: readonly Score[]): Score {
  const sum = (status: keyof Counts) => scores.reduce((total, one) => total + one[status], 0);
  return Object.assign({ name }, ...COUNTED.map((status) => ({ [status]: sum(status) })));
}

/** A line for each: killed, timed out, survived, of no test, and of all how many of a hundred a test noticed. */
export function scoreTable(scores: readonly Score[]): string {
  const width = Math.max(...scores.map(({ name }) => name.length));
  const head = `${"".padEnd(width)}  killed  timeout  survived  no test   score`;
  const lines = scores.map(({ name, Killed, Timeout, Survived, NoCoverage }) => {
    const noticed = Killed + Timeout;
    const all = noticed + Survived + NoCoverage;
    const score = all === 0 ? "-" : `${((100 * noticed) / all).toFixed(1)} %`;
    const cell = (count: number, size: number) => String(count).padStart(size);
    const cells = [cell(Killed, 6), cell(Timeout, 9), cell(Survived, 10), cell(NoCoverage, 9)];
    return `${name.padEnd(width)}  ${cells.join("")}${score.padStart(8)}`;
  });
  return [head, ...lines].join("\n");
}
