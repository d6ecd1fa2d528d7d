import type { Dice } from "./dice";
import { type Actor, type Process, stage } from "./stage";

/** What becomes of one step: done, or its process dies before, inside or after it. */
export type Fate = "done" | "dies_before" | "dies_inside" | "dies_after";
/** Thrown inside a transaction whose process dies; nobody but the database driver ever sees it. */
export class Died extends Error {}

type Waiting = { actor: Actor; what: string; go: (fate: Fate) => Promise<void> };
type Timer = { actor: Actor; at: number; order: number; ring: () => void };

export type Faults = {
  /** The share of steps at which a process dies. */
  crashes: number;
  /** The share of turns at which time passes although somebody could act. */
  pauses: number;
};

const NEVER = new Promise<never>(() => {});
/** How long somebody may be slow: within a call, beyond a poll, beyond a lease, beyond a backoff. */
const PAUSES_MS = [40, 700, 6_000, 31_000, 61_000];

/**
 * Orders everything that several actors do: of all that wait for a turn the seed picks one, and until
 * that step is over nobody else acts. A step is a statement outside of a transaction, a whole
 * transaction, or one way of a call to the provider. Between steps a process may die: its actors never
 * go on, what they had not committed never happens.
 */
export class Schedule {
  /** Milliseconds since the epoch, for the code under test and for its database. */
  now: number;
  readonly trace: string[] = [];
  faults: Faults;
  readonly #dice: Dice;
  #waiting: Waiting[] = [];
  #timers: Timer[] = [];
  #running = new Map<Promise<unknown>, Actor>();
  #order = 0;

  constructor(dice: Dice, startsAt: number, faults: Faults) {
    this.#dice = dice;
    this.now = startsAt;
    this.faults = faults;
  }

  /** Let somebody act. What it throws is told to `failed`. */
  start(actor: Actor, act: () => Promise<unknown>, failed: (error: unknown) => void): void {
    if (actor.process.dead) return;
    const running: Promise<unknown> = stage
      .run(actor, act)
      .catch(failed)
      .finally(() => this.#running.delete(running));
    this.#running.set(running, actor);
  }

  /** Wait for a turn and then do `work`, alone. Never comes back once the process is dead. */
  step<T>(what: string, work: (fate: Fate) => Promise<T>): Promise<T> {
    const actor = stage.getStore();
    if (!actor) return work("done");
    if (actor.process.dead) return NEVER;
    return new Promise<T>((resolve, reject) => {
      const go = async (fate: Fate) => {
        if (fate === "dies_before") return;
        try {
          const result = await stage.exit(() => work(fate));
          if (fate === "done") resolve(result);
        } catch (error) {
          // Of the dead nobody hears whether it went well.
          if (fate === "done") reject(error);
        }
      };
      this.#waiting.push({ actor, what, go });
    });
  }

  /** The code under test waits `ms`. @returns how to call it off */
  wait(ms: number, ring: () => void): () => void {
    const actor = stage.getStore();
    if (!actor) throw new Error("nobody is acting");
    const timer = { actor, at: this.now + Math.max(ms, 0), order: this.#order++, ring };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer);
    };
  }

  /** Until nobody acts, waits or sleeps any more. */
  async run(): Promise<void> {
    for (;;) {
      // Whoever had the last turn runs on until it waits for the next one.
      await new Promise((resolve) => setImmediate(resolve));
      this.#bury();
      if (this.#waiting.length === 0) {
        if (this.#timers.length === 0) break;
        this.#ring();
        continue;
      }
      if (this.#dice.chance(this.faults.pauses)) {
        this.#pass(this.#dice.pick(PAUSES_MS));
        continue;
      }
      await this.#turn();
    }
    if (this.#running.size > 0) {
      const names = [...this.#running.values()].map(({ name }) => name);
      throw new Error(`${names.join(", ")} waits for something that no step does`);
    }
  }

  async #turn(): Promise<void> {
    const [{ actor, what, go }] = this.#waiting.splice(
      this.#dice.below(this.#waiting.length),
      1,
    ) as [Waiting];
    const fate = this.#fateOf(actor.process);
    this.trace.push(
      `${actor.process.name} ${actor.name}: ${what}${fate === "done" ? "" : ` ${fate}`}`,
    );
    await go(fate);
    if (fate !== "done") actor.process.dead = true;
    // Nothing takes no time at all.
    this.now += this.#dice.chance(0.1) ? 5 + this.#dice.below(90) : 0;
  }

  #fateOf({ name }: Process): Fate {
    if (name === "world" || !this.#dice.chance(this.faults.crashes)) return "done";
    return this.#dice.pick(["dies_before", "dies_inside", "dies_after"]);
  }

  /** The sleep that ends first ends now. */
  #ring(): void {
    const timer = this.#timers.reduce((first, one) =>
      one.at < first.at || (one.at === first.at && one.order < first.order) ? one : first,
    );
    this.#timers = this.#timers.filter((one) => one !== timer);
    this.now = Math.max(this.now, timer.at);
    stage.run(timer.actor, timer.ring);
  }

  /** Time passes for everybody; sleeps that end meanwhile end in their order. */
  #pass(ms: number): void {
    const until = this.now + ms;
    this.trace.push(`time passes: ${ms} ms`);
    while (this.#timers.some(({ at }) => at <= until)) this.#ring();
    this.now = Math.max(this.now, until);
  }

  #bury(): void {
    const lives = ({ actor }: { actor: Actor }) => !actor.process.dead;
    this.#waiting = this.#waiting.filter(lives);
    this.#timers = this.#timers.filter(lives);
    for (const [running, actor] of this.#running) {
      if (actor.process.dead) this.#running.delete(running);
    }
  }
}
