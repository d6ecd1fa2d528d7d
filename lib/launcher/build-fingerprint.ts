import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** What a build is made from. */
const INPUTS = [
  "app",
  "components",
  "db",
  "lib",
  "messages",
  "public",
  "instrumentation-client.ts",
  "instrumentation.ts",
  "next.config.ts",
  "package-lock.json",
  "package.json",
  "proxy.ts",
  "tsconfig.json",
];
/** What lies among it and never reaches the app. */
const NOT_BUILT =
  /(^|\/)lib\/(testing|launcher|bench|faults|simulation|mutants)(\/|$)|\.test\.tsx?$/;

/** A hash over the names and contents of everything a build is made from. */
export function buildFingerprint(root: string): string {
  const hash = createHash("sha256");
  for (const file of INPUTS.flatMap((input) => filesIn(root, input))) {
    const bytes = readFileSync(join(root, file));
    // Lengths keep two files from being taken for one with the same bytes in a row.
    hash.update(`${file}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest("hex");
}

function filesIn(root: string, path: string): string[] {
  const full = join(root, path);
  if (NOT_BUILT.test(path) || !existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  const names = readdirSync(full).sort();
  return names.flatMap((name) => filesIn(root, `${path}/${name}`));
}
