import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder";
import { buildFingerprint } from "./build-fingerprint";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;

beforeEach(async () => {
  folder = await temporaryFolder();
  for (const path of ["app/admin", "lib/testing", "public"]) {
    mkdirSync(join(folder.path, path), { recursive: true });
  }
  write("app/page.tsx", "one");
});

afterEach(() => folder.remove());

function write(path: string, text: string): void {
  writeFileSync(join(folder.path, path), text);
}

/** Whether the change calls for a new build. */
function changes(change: () => void): boolean {
  const before = buildFingerprint(folder.path);
  change();
  return buildFingerprint(folder.path) !== before;
}

test("a change, a new file and a new name call for a new build", () => {
  expect(changes(() => write("app/page.tsx", "two"))).toBe(true);
  expect(changes(() => write("app/admin/page.tsx", "new"))).toBe(true);
  const from = join(folder.path, "app/page.tsx");
  expect(changes(() => renameSync(from, join(folder.path, "app/layout.tsx")))).toBe(true);
  expect(changes(() => write("next.config.ts", "other"))).toBe(true);
  expect(changes(() => write("public/icon.svg", "<svg/>"))).toBe(true);
});

test("what the app is not made from does not", () => {
  expect(changes(() => write("app/page.tsx", "one"))).toBe(false);
  expect(changes(() => write("app/page.test.tsx", "test"))).toBe(false);
  expect(changes(() => write("lib/testing/factories.ts", "test"))).toBe(false);
  expect(changes(() => write("README.md", "words"))).toBe(false);
});
