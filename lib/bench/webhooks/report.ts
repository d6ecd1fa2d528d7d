import { cpus } from "node:os";

/** One thing that was measured, and what it should come to. */
export type Figure = {
  what: string;
  measured: number;
  unit: string;
  /** `measured` should be at most or at least this; null: only told. */
  target: { is: "at most" | "at least"; value: number } | null;
  detail?: string;
};

/** Something that must be so whatever the machine. */
export type Check = { what: string; holds: boolean; found: string };

const meets = ({ measured, target }: Figure) =>
  target === null ||
  (target.is === "at most" ? measured <= target.value : measured >= target.value);

/** The whole result as text for a terminal. */
export function report(figures: Figure[], checks: Check[]): string {
  const rows = figures.map((figure) => {
    const { what, measured, unit, target, detail } = figure;
    const word = target === null ? "" : meets(figure) ? "ok  " : "MISS";
    const aim = target === null ? "" : `${target.is} ${written(target.value)}`;
    return [word, what, `${written(measured)} ${unit}`.trim(), aim, detail ?? ""];
  });
  const widths = [0, 1, 2, 3].map((at) => Math.max(...rows.map((row) => (row[at] ?? "").length)));
  const lines = rows.map((row) =>
    row
      .map((cell, at) => (at === 4 ? cell : cell.padEnd(widths[at] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
  return [
    "",
    ...lines.map((line) => `  ${line}`),
    "",
    ...checks.map(({ what, holds, found }) => `  ${holds ? "ok  " : "FAIL"} ${what}: ${found}`),
    "",
    `  Node ${process.versions.node}, ${cpus().length} cores shared by sender, receivers and PostgreSQL`,
    "",
  ].join("\n");
}

const written = (n: number) =>
  n >= 100 ? Math.round(n).toLocaleString("en") : String(Number(n.toPrecision(3)));
