/**
 * Choices that a seed decides (mulberry32). Each part of a run takes a generator of its own, by name, so
 * that how many choices one of them makes does not change another's.
 */
export class Random {
  #state: number;

  constructor(readonly seed: string) {
    this.#state = hash(seed);
  }

  /** 0 ≤ x < 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** A whole number, both ends included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new Error("nothing to pick from");
    return list[Math.floor(this.next() * list.length)] as T;
  }

  /** One of the names, each as often as its weight says; null for what is left to a whole of 1. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K | null {
    let rest = this.next();
    for (const name of Object.keys(weights) as K[]) {
      rest -= weights[name];
      if (rest < 0) return name;
    }
    return null;
  }

  of(name: string): Random {
    return new Random(`${this.seed}/${name}`);
  }
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of Buffer.from(text)) value = Math.imul(value ^ byte, 0x01000193);
  return value >>> 0;
}
