import { type History, openTheatre, playHistory, type Theatre } from "./play-history";
import { installVirtualTime } from "./virtual-time";

/** In the test command; `SIMULATION_SEEDS=20000` plays more. */
const SEEDS = 2_000;
/** After so many broken histories a run has said enough. */
const BROKEN_MAX = 5;

export type Played = { histories: number; steps: number; crashes: number; broken: string[] };

/**
 * Play every `stride`-th seed, so that several test files share them. `SIMULATION_SEED` is the first,
 * `SIMULATION_SEEDS` how many there are in all files.
 */
export async function playSeeds(offset: number, stride: number): Promise<Played> {
  const first = Number(process.env.SIMULATION_SEED ?? 1);
  const seeds = Number(process.env.SIMULATION_SEEDS ?? SEEDS);
  const played: Played = { histories: 0, steps: 0, crashes: 0, broken: [] };
  await withTheatre(async (theatre) => {
    for (let seed = first + offset; seed < first + seeds; seed += stride) {
      const history = await playHistory(theatre, seed);
      played.histories++;
      played.steps += history.trace.length;
      played.crashes += history.trace.filter((line) => / dies_\w+$/.test(line)).length;
      if (history.breaks.length > 0) played.broken.push(describeHistory(seed, history));
      if (played.broken.length >= BROKEN_MAX) break;
    }
  });
  return played;
}

let theatre: Promise<Theatre> | undefined;

/** The file's theatre, and time that is the histories' own, for as long as `work` takes. */
export async function withTheatre<T>(work: (theatre: Theatre) => Promise<T>): Promise<T> {
  theatre ??= openTheatre();
  const opened = await theatre;
  const undo = installVirtualTime();
  try {
    return await work(opened);
  } finally {
    undo();
  }
}

function describeHistory(seed: number, { breaks, plan, trace }: History): string {
  return [
    `SIMULATION_SEED=${seed} SIMULATION_SEEDS=1: ${breaks.join("; ")}`,
    JSON.stringify(plan),
    ...trace,
  ].join("\n");
}
