type Labels = Record<string, string>;
type Sample = { labels: Labels; value: number };
type Histogram = {
  labels: Labels;
  /** How many fell into each bucket, and after them how many above. */
  counts: readonly number[];
  sum: number;
};
export type Family = { name: string; help: string } & (
  | { type: "counter" | "gauge"; samples: Sample[] }
  | { type: "histogram"; bounds: readonly number[]; histograms: Histogram[] }
);

/**
 * Metrics in the text format 0.0.4 (https://prometheus.io/docs/instrumenting/exposition_formats/). Own
 * code: the format is these lines, and the usual package keeps a registry of its own beside our counts.
 */
export function prometheusText(families: Family[]): string {
  return families.map((family) => `${head(family)}${lines(family).join("\n")}\n`).join("");
}

const head = ({ name, help, type }: Family) =>
  `# HELP ${name} ${help.replace(/\\/g, "\\\\").replace(/\n/g, "\\n")}\n# TYPE ${name} ${type}\n`;

function lines(family: Family): string[] {
  const { name } = family;
  if (family.type !== "histogram") {
    return family.samples.map(({ labels, value }) => line(name, labels, value));
  }
  return family.histograms.flatMap(({ labels, counts, sum }) => {
    let below = 0;
    const buckets = counts.map((n, i) => {
      below += n;
      const bound = family.bounds[i];
      const le = bound === undefined ? "+Inf" : String(bound);
      return line(`${name}_bucket`, { ...labels, le }, below);
    });
    return [...buckets, line(`${name}_sum`, labels, sum), line(`${name}_count`, labels, below)];
  });
}

function line(name: string, labels: Labels, value: number): string {
  const text = Object.entries(labels).map(([label, given]) => `${label}="${escapeLabel(given)}"`);
  return `${name}${text.length > 0 ? `{${text.join(",")}}` : ""} ${value}`;
}

const escapeLabel = (text: string) =>
  text.replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/\n/g, "\\n");
