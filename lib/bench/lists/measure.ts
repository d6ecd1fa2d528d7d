import type { Database } from "@/db/client";
import type { ActorOf, Context } from "@/lib/context";
import { Chance } from "./chance";

/** One question that a list is asked, with values that chance chooses. */
export type ListCase = {
  list: string;
  /** What is asked for; several cases of one name are told as one. */
  name: string;
  /** Which of them this is, e.g. `-amount, last page`. */
  variant?: string;
  ask: (ctx: Context<ActorOf<"operator">>, chance: Chance) => Promise<unknown>;
};

export type Timing = { ms: number; again: boolean };

/** Asks `runs` times: every other time with fresh values, in between with the same again. */
export async function timeCase(
  one: ListCase,
  contextOn: (db: Database) => Context<ActorOf<"operator">>,
  db: Database,
  runs: number,
): Promise<Timing[]> {
  const timings: Timing[] = [];
  for (let run = 0; run < runs; run++) {
    const chance = new Chance(1_000 + Math.floor(run / 2));
    const startedAt = performance.now();
    await one.ask(contextOn(db), chance);
    timings.push({ ms: performance.now() - startedAt, again: run % 2 === 1 });
  }
  return timings;
}

/** The value below which so many of all lie; `share` between 0 and 1. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
