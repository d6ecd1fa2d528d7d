import { cpus } from "node:os";
import type { BookCheck } from "./compare-books";
import type { Figures } from "./measure";
import { SECTION_TITLES, SECTIONS, type Section } from "./sections";

export type Result = {
  connections: number;
  rounds: number;
  secondsPerSlice: number;
  sections: Record<Section, Figures & { statements: number }>;
  books: BookCheck[];
};

const COLUMNS = ["", "req/s", "p50 ms", "p95 ms", "p99 ms", "SQL/req", "× bare"];

/** The whole result as text for a terminal. */
export function report({ connections, rounds, secondsPerSlice, sections, books }: Result): string {
  const lines = SECTIONS.map((section) => {
    const { perSecond, p50Ms, p95Ms, p99Ms, statements, ratio } = sections[section];
    const times = [p50Ms, p95Ms, p99Ms].map((ms) => ms.toFixed(1));
    return [
      SECTION_TITLES[section],
      perSecond.toFixed(0),
      ...times,
      statements.toFixed(2),
      ratio.toFixed(2),
    ];
  });
  const spread = SECTIONS.slice(1).map((section) => {
    const sorted = [...sections[section].ratios].sort((a, b) => a - b).map((r) => r.toFixed(2));
    return `${section} ${sorted[0]} … ${sorted.at(-1)}`;
  });
  return [
    "",
    ...table([COLUMNS, ...lines]),
    "",
    `  ${connections} connections, ${rounds} rounds of ${secondsPerSlice} s each, medians of rounds;`,
    `  ratios over the rounds: ${spread.join(", ")}`,
    `  Node ${process.versions.node}, ${cpus().length} cores shared by generator, server, provider double and PostgreSQL`,
    "",
    "  books",
    ...books.map(({ what, holds, found }) => `    ${holds ? "ok  " : "FAIL"} ${what}: ${found}`),
    "",
  ].join("\n");
}

/** The first column to the left, numbers to the right. */
function table(rows: string[][]): string[] {
  const widths = COLUMNS.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) => {
    const cells = row.map((cell, column) => {
      const width = widths[column] ?? 0;
      return column === 0 ? cell.padEnd(width) : cell.padStart(width);
    });
    return `  ${cells.join("  ")}`;
  });
}
