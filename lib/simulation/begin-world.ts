import { Dice } from "./dice";
import { type Faults, Schedule } from "./schedule";
import { BEGINNING } from "./simulated-database";
import type { World } from "./stage";
import { SimulatedZarinpal } from "./zarinpal/simulated-zarinpal";

/** The same as the simulation sees it. */
export type SimulatedWorld = World & {
  schedule: Schedule;
  provider: SimulatedZarinpal;
  dice: Dice;
};

const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
let worlds = 0;

/** A clock, an order of things and a provider for one history, all from its seed. */
export function beginWorld(seed: number, faults: Faults): SimulatedWorld {
  const dice = new Dice(seed + 1_000_000_007);
  const schedule = new Schedule(new Dice(seed + 2_000_000_011), BEGINNING, faults);
  const provider = new SimulatedZarinpal(schedule, new Dice(seed + 500_000_003));
  const ids = new Dice(seed + 1_500_000_001);
  // The same seed played again must not meet its own rows; ids of one history differ by chance alone.
  const own = text(++worlds, 4);
  const nextId = () =>
    text(schedule.now, 10) +
    own +
    Array.from({ length: 12 }, () => CROCKFORD[ids.below(32)]).join("");
  return { schedule, provider, nextId, dice };
}

function text(value: number, length: number): string {
  let written = "";
  for (let left = value; written.length < length; left = Math.floor(left / 32)) {
    written = CROCKFORD[left % 32] + written;
  }
  return written;
}
