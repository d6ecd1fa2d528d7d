import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vitest/config";
import { MUTANTS, type Mutant } from "./mutants";

/**
 * A Vite plugin that puts one mutant's replacements into the sources as they are loaded.
 * @throws Error at once when there is no such mutant, or a text to be replaced is not in its file exactly
 * once: then the list no longer fits the sources
 */
export function mutateSources(name: string, root: string): Plugin {
  const mutant = MUTANTS.find((one) => one.name === name);
  if (!mutant) throw new Error(`no mutant is named "${name}"`);
  const mutated = mutatedFiles(mutant, root);
  return {
    name: "flatpay-mutant",
    enforce: "pre",
    transform(_code, id) {
      const path = id.split("?")[0] ?? id;
      return mutated.get(path) ?? null;
    },
  };
}

/** The sources a mutant changes, by absolute path, as it would have them. */
export function mutatedFiles(mutant: Mutant, root: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const { file, find, replace } of mutant.edits) {
    const path = join(root, file);
    const source = files.get(path) ?? readFileSync(path, "utf8");
    const [before, after, ...more] = source.split(find);
    if (before === undefined || after === undefined || more.length > 0) {
      throw new Error(`mutant ${mutant.name}: ${file} does not hold this exactly once: ${find}`);
    }
    files.set(path, before + replace + after);
  }
  return files;
}
