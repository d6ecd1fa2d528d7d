import { expect, test } from "vitest";
import { ERROR_REASONS } from "@/lib/errors";
import { FAILURE_REASONS } from "@/lib/transactions/failure";
import en from "./en.json";
import fa from "./fa.json";

type Tree = { [key: string]: string | Tree };

/** Every message by its dotted path. */
function flatten(tree: Tree, path = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const here = path ? `${path}.${key}` : key;
    if (typeof value === "string") found.set(here, value);
    else for (const [inner, text] of flatten(value, here)) found.set(inner, text);
  }
  return found;
}

const persian = flatten(fa);
const english = flatten(en);
const failing = (messages: Map<string, string>, wrong: (text: string) => boolean) =>
  [...messages].filter(([, text]) => wrong(text)).map(([path]) => path);

/** What a Persian text has left when code, tags, arguments and addresses are taken out. */
const prose = (text: string) =>
  text.replace(/<c>.*?<\/c>/g, "").replace(/<\/?\w+>|\{\w+\}|\b[a-z]+:\/\/\S+/g, "");

test("both languages have the same messages", () => {
  expect([...english.keys()].sort()).toEqual([...persian.keys()].sort());
});

test("no message is empty", () => {
  expect(failing(persian, (text) => !text.trim())).toEqual([]);
  expect(failing(english, (text) => !text.trim())).toEqual([]);
});

test("a message takes the same arguments and tags in both languages", () => {
  const parts = (text: string | undefined) => (text?.match(/\{\w+|<\w+>/g) ?? []).sort();
  for (const [path, text] of persian) {
    expect([path, parts(english.get(path))]).toEqual([path, parts(text)]);
  }
});

test("Persian uses Persian letters, never the Arabic ya, kaf or digits", () => {
  expect(failing(persian, (text) => /[\u064a\u0649\u0643\u0660-\u0669]/.test(text))).toEqual([]);
});

test("Persian prose has Persian marks and digits, and joins its suffixes by a half-space", () => {
  expect(failing(persian, (text) => /[?,;]/.test(prose(text)))).toEqual([]);
  expect(failing(persian, (text) => /(^|[\s«(])[0-9]+([\s،؛.)»]|$)/.test(prose(text)))).toEqual([]);
  expect(failing(persian, (text) => /\s(ها|های|ترین)(?=[\s،؛.]|$)|\sمی\s/.test(text))).toEqual([]);
});

test("English holds no Persian, but for names of languages", () => {
  expect(failing(english, (text) => /[\u0600-\u06ff]/.test(text))).toEqual([]);
});

test("every error reason and every failure has its sentence, and no sentence is left over", () => {
  expect(Object.keys(fa.errors).sort()).toEqual(Object.values(ERROR_REASONS).flat().sort());
  expect(Object.keys(fa.failures).sort()).toEqual([...FAILURE_REASONS].sort());
});
