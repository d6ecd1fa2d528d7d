import { describe, expect, test } from "vitest";
import {
  codes,
  data,
  diagnose,
  known,
  mistake,
  secretOf,
  sentWith,
} from "@/lib/testing/mistaken-receiver";
import type { BodyWay } from "./findings";
import type { Sent } from "./sent";

const parsed = (sent: Sent) => JSON.parse(sent.body);
const escaped = (text: string) =>
  text.replace(/[^\x20-\x7e\n]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
/** Between members as Python writes them; the values of these events have neither mark in them. */
const spaced = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(spaced).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([k, v]) => `${JSON.stringify(k)}: ${spaced(v)}`)
    .join(", ")}}`;
};
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(
    names.map((name) => [name, sorted((value as Record<string, unknown>)[name])]),
  );
};

describe("a body that is not the one that came", () => {
  const way = (name: BodyWay) => [{ code: "body_rewritten", certain: true, facts: { way: name } }];
  test.each<[BodyWay, (sent: Sent) => string]>([
    ["json_indented_2", (sent) => JSON.stringify(parsed(sent), null, 2)],
    ["json_indented_4", (sent) => JSON.stringify(parsed(sent), null, 4)],
    ["json_indented_tab", (sent) => JSON.stringify(parsed(sent), null, "\t")],
    ["python", (sent) => escaped(spaced(parsed(sent)))],
    ["python_unicode", (sent) => spaced(parsed(sent))],
    ["php", (sent) => escaped(sent.body).replaceAll("/", "\\/")],
    ["php_unicode", (sent) => sent.body.replaceAll("/", "\\/").replace(/[\u2028\u2029]/g, escaped)],
    [
      "php_arrays",
      (sent) => escaped(sent.body).replaceAll("/", "\\/").replace('"metadata":{}', '"metadata":[]'),
    ],
    ["python_compact", (sent) => escaped(sent.body)],
    ["python_indented_2", (sent) => escaped(JSON.stringify(parsed(sent), null, 2))],
    ["php_pretty", (sent) => escaped(JSON.stringify(parsed(sent), null, 4)).replaceAll("/", "\\/")],
    ["php_unicode_arrays", (sent) => sent.body.replace('"metadata":{}', '"metadata":[]')],
    ["data_only", (sent) => JSON.stringify(parsed(sent).data)],
    ["quoted_twice", (sent) => JSON.stringify(sent.body)],
    ["object_object", (sent) => String(parsed(sent))],
    ["empty", () => ""],
    ["latin1", (sent) => Buffer.from(sent.body).toString("latin1")],
    [
      "go",
      (sent) =>
        sent.body.replace(
          /[<>&\u2028\u2029]/g,
          (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
        ),
    ],
  ])("%s", (name, write) => mistake((sent) => ({ body: write(sent) }), way(name)));

  test.each<[string, (body: string) => string]>([
    ["newline", (body) => `${body}\n`],
    ["crlf", (body) => `${body}\r\n`],
    ["bom", (body) => `\ufeff${body}`],
  ])("edge: %s", (edge, write) =>
    mistake((sent) => ({ body: write(sent.body) }), [{ code: "body_edge", facts: { edge } }]),
  );

  test("its members sorted", () =>
    mistake(
      (sent) => ({ body: JSON.stringify(sorted(parsed(sent))) }),
      [{ code: "body_keys_sorted" }],
    ));

  test("sorted and indented with a line end: three mistakes of one place", async () => {
    const sent = sentWith(JSON.stringify(data("x")), [secretOf(1)], [known(secretOf(1))]);
    const body = `${JSON.stringify(parsed(sent), null, 2)}\n`;
    expect(codes(await diagnose(sent, { body }))).toEqual(["body_rewritten", "body_edge"]);
  });

  test("one that we cannot explain is found when it is handed in, and where it differs", async () => {
    const sent = sentWith(JSON.stringify(data("x")), [secretOf(1)], [known(secretOf(1))]);
    const body = sent.body.replace('"seq":7', '"seq":8');
    expect(await diagnose(sent, { body })).toMatchObject([{ code: "not_reproduced" }]);
    const offset = sent.body.indexOf("7,");
    expect(await diagnose(sent, { body }, { body })).toMatchObject([
      { code: "body_changed", facts: { offset } },
    ]);
  });
});
