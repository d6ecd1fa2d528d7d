import { defineConfig, mergeConfig } from "vitest/config";
import base from "../testing/vitest.config";
import { mutateSources } from "./mutate-sources";

const root = base.root ?? process.cwd();
const { MUTANT } = process.env;

/** The tests as ever, with the wrong design that `MUTANT` names put into the sources. */
export default mergeConfig(
  base,
  defineConfig({ plugins: MUTANT ? [mutateSources(MUTANT, root)] : [] }),
);
