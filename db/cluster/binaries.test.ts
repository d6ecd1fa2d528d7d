import { chmodSync, existsSync, lstatSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { temporaryFolder } from "../../lib/testing/temporary-folder";
import { chooseAccount } from "./account";
import { findPackagedBinaries, prepareBinaries } from "./binaries";
import { runAs } from "./run-as";

const IS_ROOT = process.getuid?.() === 0;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let packaged: string;

beforeEach(async () => {
  folder = await temporaryFolder();
  packaged = join(folder.path, "package", "native");
  await cp(findPackagedBinaries().folder, packaged, { recursive: true, verbatimSymlinks: true });
  for (const { target } of links()) rmSync(join(folder.path, "package", target), { force: true });
  chmodSync(join(packaged, "bin", "postgres"), 0o644);
});

afterEach(() => folder.remove());

function links(): { target: string }[] {
  return JSON.parse(readFileSync(join(packaged, "pg-symlinks.json"), "utf8"));
}

test("the fixture is a package whose install script never ran: it cannot start", async () => {
  expect(links().length).toBeGreaterThan(5);
  chmodSync(join(packaged, "bin", "postgres"), 0o755);
  const run = runAs(chooseAccount(null), join(packaged, "bin", "postgres"), ["--version"]);
  await expect(run).rejects.toThrow("error while loading shared libraries");
});

test("a package whose install script never ran is completed in place", async () => {
  const copy = join(folder.path, "copy");
  const binaries = await prepareBinaries(packaged, copy, chooseAccount(null));
  await runAs(chooseAccount(null), binaries.program("postgres"), ["--version"]);
  expect(binaries.folder).toBe(packaged);
  expect(existsSync(copy)).toBe(false);
  await prepareBinaries(packaged, copy, chooseAccount(null));
});

test.runIf(IS_ROOT)(
  "(as root, who runs another account) programs that it cannot reach are copied, once, and run there",
  async () => {
    chmodSync(join(folder.path, "package"), 0o700);
    const copy = join(folder.path, "copy");
    const account = chooseAccount(null);
    const binaries = await prepareBinaries(packaged, copy, account);
    expect(binaries.folder).toBe(copy);
    await runAs(account, binaries.program("postgres"), ["--version"]);
    const made = lstatSync(copy).ino;
    await prepareBinaries(packaged, copy, account);
    expect(lstatSync(copy).ino).toBe(made);
  },
);

test.runIf(!IS_ROOT)(
  "(not as root, who may write anywhere) a read-only package is copied and completed there",
  async () => {
    for (const name of ["bin", "lib"]) chmodSync(join(packaged, name), 0o555);
    const copy = join(folder.path, "copy");
    mkdirSync(folder.path, { recursive: true });
    const binaries = await prepareBinaries(packaged, copy, null);
    expect(binaries.folder).toBe(copy);
    await runAs(null, binaries.program("postgres"), ["--version"]);
  },
);
