import { expect, test } from "vitest";
import { readForm } from "./form-data";

function form(...entries: [string, string][]): FormData {
  const data = new FormData();
  for (const [name, value] of entries) data.append(name, value);
  return data;
}

test("dots nest, brackets collect, empty texts are absent", () => {
  const given = form(
    ["name", "فروشگاه"],
    ["note", ""],
    ["branding.logo_url", "https://a.example/l.png"],
    ["branding.display_name", "A"],
    ["origins[]", "https://a.example"],
    ["origins[]", ""],
    ["origins[]", "https://b.example"],
  );
  expect(readForm(given)).toEqual({
    name: "فروشگاه",
    branding: { logo_url: "https://a.example/l.png", display_name: "A" },
    origins: ["https://a.example", "https://b.example"],
  });
});

test("Next's own fields and files are left out, and no name reaches a prototype", () => {
  const given = form(["$ACTION_ID_1", "x"], ["__proto__.admin", "1"], ["a.constructor", "1"]);
  given.append("file", new Blob(["x"]), "x.txt");
  expect(readForm(given)).toEqual({});
  expect(({} as { admin?: string }).admin).toBeUndefined();
});
