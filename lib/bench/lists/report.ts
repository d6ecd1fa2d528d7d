import { percentile, type Timing } from "./measure";

/** What one case came to. */
export type Result = {
  list: string;
  name: string;
  variant: string;
  timings: Timing[];
  /** SQL statements, `begin` and `commit` too. */
  statements: number;
};

const HEADER = [
  "",
  "cases",
  "p50 ms",
  "p95 ms",
  "new values",
  "slowest",
  "SQL",
  "its slowest case, p95 ms",
];

const ms = (value: number) => value.toFixed(value < 10 ? 1 : 0);
const times = (results: Result[], fresh = false) =>
  results.flatMap(({ timings }) =>
    timings.filter(({ again }) => !fresh || !again).map((timing) => timing.ms),
  );
const p95 = (results: Result[], fresh = false) => percentile(times(results, fresh), 0.95);

function groupBy(results: Result[], key: (result: Result) => string): [string, Result[]][] {
  const groups = new Map<string, Result[]>();
  for (const result of results) {
    const group = groups.get(key(result));
    if (group) group.push(result);
    else groups.set(key(result), [result]);
  }
  return [...groups];
}

function line(name: string, results: Result[]): string[] {
  const [slowest] = [...results].sort((a, b) => p95([b]) - p95([a]));
  const statements = results.map((result) => result.statements);
  const [least, most] = [Math.min(...statements), Math.max(...statements)];
  return [
    name,
    String(results.length),
    ms(percentile(times(results), 0.5)),
    ms(p95(results)),
    ms(p95(results, true)),
    ms(Math.max(...times(results))),
    least === most ? `${most}` : `${least}–${most}`,
    slowest
      ? `${ms(p95([slowest]))}  ${[slowest.name, slowest.variant].filter(Boolean).join(", ")}`
      : "",
  ];
}

/** The lists one a line; with `detail` also what was asked of each. */
export function report(results: Result[], detail: boolean): string {
  const lines = groupBy(results, ({ list }) => list).flatMap(([list, ofList]) => [
    line(list, ofList),
    ...(detail
      ? groupBy(ofList, ({ name }) => name).map(([name, of]) => line(`  ${name}`, of))
      : []),
  ]);
  const widths = HEADER.map((_, column) =>
    Math.max(...[HEADER, ...lines].map((cells) => cells[column]?.length ?? 0)),
  );
  return [HEADER, ...lines]
    .map((cells) =>
      cells
        .map((cell, column) => {
          const left = column === 0 || column === HEADER.length - 1;
          return left ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
        })
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

const LIST_MS = 200;
/** The overview is no list: it adds up every payment of its range. */
const FIGURES_MS = 1_000;

/** What a case may take at its own 95th percentile, in milliseconds. */
export const budgetOf = ({ list }: Result): number => (list === "overview" ? FIGURES_MS : LIST_MS);

export function overBudget(results: Result[]): Result[] {
  return results.filter((result) => p95([result]) > budgetOf(result));
}
