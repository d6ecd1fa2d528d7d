type ScrapedSample = { name: string; labels: Record<string, string>; value: number };
type ScrapedFamily = { help: string; type: string; samples: ScrapedSample[] };

const NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
const LABELS = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(,|$)/y;

/**
 * Read the text format 0.0.4 as a strict scraper would
 * (https://prometheus.io/docs/instrumenting/exposition_formats/).
 * @throws Error at the first line that breaks a rule: HELP, TYPE and then all samples of one family, no
 * series twice, counters not below 0, buckets that grow and end with the count
 */
export function parsePrometheus(text: string): Map<string, ScrapedFamily> {
  if (!text.endsWith("\n")) throw new Error("the last line does not end");
  const families = new Map<string, ScrapedFamily>();
  const series = new Set<string>();
  let current = "";
  for (const line of text.slice(0, -1).split("\n")) {
    const fail = (why: string): never => {
      throw new Error(`${why}: ${line}`);
    };
    const [, help, helpText = ""] = new RegExp(`^# HELP (${NAME}) (.*)$`).exec(line) ?? [];
    if (help) {
      if (families.has(help)) fail("a family twice");
      families.set(help, { help: helpText, type: "", samples: [] });
      current = help;
      continue;
    }
    const family = families.get(current) ?? fail("no HELP before");
    const [, typed, type = ""] =
      new RegExp(`^# TYPE (${NAME}) (counter|gauge|histogram)$`).exec(line) ?? [];
    if (typed) {
      if (typed !== current || family.type) fail("TYPE out of place");
      family.type = type;
      continue;
    }
    const [, name = "", inner, number = ""] =
      new RegExp(`^(${NAME})(?:\\{(.*)\\})? (\\S+)$`).exec(line) ?? fail("no sample");
    const suffixes = family.type === "histogram" ? ["_bucket", "_sum", "_count"] : [""];
    if (!family.type || !suffixes.some((end) => name === current + end)) fail("of another family");
    const labels = inner === undefined ? {} : readLabels(inner, fail);
    const value = Number(number);
    if (Number.isNaN(value) || (family.type !== "gauge" && value < 0)) fail("no such value");
    const key = name + JSON.stringify(Object.entries(labels).sort());
    if (series.has(key)) fail("a series twice");
    series.add(key);
    family.samples.push({ name, labels, value });
  }
  for (const [name, family] of families)
    if (family.type === "histogram") checkBuckets(name, family);
  return families;
}

function readLabels(inner: string, fail: (why: string) => never): Record<string, string> {
  const labels: Record<string, string> = {};
  LABELS.lastIndex = 0;
  for (let match = LABELS.exec(inner); match; match = LABELS.exec(inner)) {
    const [, name = "", value = ""] = match;
    if (name in labels) fail("a label twice");
    labels[name] = value.replace(/\\(.)/g, (_, char: string) => (char === "n" ? "\n" : char));
    if (LABELS.lastIndex === inner.length) return labels;
  }
  return fail("no labels");
}

function checkBuckets(name: string, { samples }: ScrapedFamily): void {
  const counts = samples.filter((one) => one.name === `${name}_count`);
  for (const { labels, value } of counts) {
    const mine = samples.filter(
      (one) =>
        one.name === `${name}_bucket` &&
        Object.entries(labels).every(([label, given]) => one.labels[label] === given),
    );
    const bounds = mine.map(({ labels: { le } }) => (le === "+Inf" ? Infinity : Number(le)));
    const grows = (list: number[]) => list.every((n, i) => i === 0 || n >= (list[i - 1] ?? 0));
    const values = mine.map((one) => one.value);
    if (!grows(bounds) || bounds.at(-1) !== Infinity || !grows(values) || values.at(-1) !== value) {
      throw new Error(`the buckets of ${name} are no histogram`);
    }
  }
}
