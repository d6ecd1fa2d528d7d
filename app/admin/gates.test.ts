import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";

const FILES = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
  .map((name) => ({
    name: relative(import.meta.dirname, join(import.meta.dirname, name)),
    text: readFileSync(join(import.meta.dirname, name), "utf8"),
  }));
const named = (pattern: RegExp) => FILES.filter(({ name }) => pattern.test(name));

// A layout is not rendered again on every navigation, and proxy.ts decides nothing (threats.md T45).
test.each(named(/^\(console\)\/(.*\/)?page\.tsx$/))(
  "the page $name asks who is there before anything else",
  ({ text }) => {
    const body = text.slice(text.indexOf("export default"));
    const gate = body.search(/requireOperator\(\)/);
    expect(gate).toBeGreaterThan(0);
    // Nothing that reads stands before it but the address's own parts and the request's texts.
    const before = body.slice(0, gate).replace(/await (searchParams|params)|Promise\.all\(\[/g, "");
    expect(before).not.toMatch(/\bawait (?!getTranslations)\S/);
  },
);

test.each(named(/route\.tsx?$/))("the route $name has the operators' gate", ({ text }) => {
  expect(text).toMatch(/gate: operatorSession\("/);
  expect(text).toMatch(/\bendpoint\b/);
});

test.each(FILES.filter(({ text }) => /^"use server";/m.test(text)))(
  "everything $name exports to the browser goes through the one wrapper",
  ({ text }) => {
    const exported = [...text.matchAll(/^export (?:async )?(?:const|function) (\w+)([^;]*)/gm)];
    expect(exported.length).toBeGreaterThan(0);
    for (const [, name, rest] of exported) {
      const wrapped = /^[^=]*= action\(/.test(rest ?? "");
      // `signOut` is a plain function so that it can end in a redirect; it calls a wrapped one first.
      expect(wrapped || name === "signOut", name).toBe(true);
    }
  },
);

test("the rules above find something to hold", () => {
  expect(named(/^\(console\)\/(.*\/)?page\.tsx$/).length).toBeGreaterThan(8);
  expect(FILES.filter(({ text }) => /^"use server";/m.test(text)).length).toBeGreaterThan(3);
});
