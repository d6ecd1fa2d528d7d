import { createHash, createHmac } from "node:crypto";
import { setImmediate as breathe } from "node:timers/promises";
import type { Frame } from "./content-variants";
import type { Finding } from "./findings";
import type { Reading } from "./read-signature";
import type { Variant } from "./variant";

/** Mistakes that one receiver makes at once, at most. */
const MISTAKES_MAX = 5;
/** Digests made before other work of the process gets its turn. */
const AT_A_TIME = 200;

type Space = {
  bodies: Variant<string>[];
  keys: Variant<Buffer | null>[];
  frames: Variant<Frame>[];
};

/**
 * Make what a receiver made: every body with every key and frame, those with the fewest mistakes first,
 * until one of the readings comes out. Three places wrong at once are tried only with usual mistakes, so
 * that it is some ten thousand digests at most.
 * @returns the reading and the mistakes that lead to it, or null when none does
 */
export async function reproduce(
  readings: Reading[],
  space: Space,
): Promise<{ reading: Reading; findings: Finding[] } | null> {
  const hashes = [...new Set(readings.map(({ hash }) => hash))];
  let made = 0;
  for (const [body, key, frame] of byMistakes(space)) {
    for (const hash of hashes) {
      const digest = digestOf(hash, key.value, frame.value, body.value);
      const reading = readings.find((one) => one.hash === hash && one.digest.equals(digest));
      if (reading) {
        return { reading, findings: [...body.findings, ...key.findings, ...frame.findings] };
      }
      if (++made % AT_A_TIME === 0) await breathe();
    }
  }
  return null;
}

type Choice = [Variant<string>, Variant<Buffer | null>, Variant<Frame>];

function* byMistakes({ bodies, keys, frames }: Space): Generator<Choice> {
  const [body, key, frame] = [byCost(bodies), byCost(keys), byCost(frames)];
  for (let cost = 0; cost <= MISTAKES_MAX; cost++) {
    for (let k = 0; k <= cost; k++) {
      for (let f = 0; f + k <= cost; f++) {
        const b = cost - k - f;
        const everywhere = b > 0 && k > 0 && f > 0;
        for (const one of key.get(k) ?? []) {
          if (everywhere && !one.common) continue;
          for (const two of frame.get(f) ?? []) {
            if (everywhere && !two.common) continue;
            for (const three of body.get(b) ?? []) {
              if (!everywhere || three.common) yield [three, one, two];
            }
          }
        }
      }
    }
  }
}

function byCost<T>(variants: Variant<T>[]): Map<number, Variant<T>[]> {
  const groups = new Map<number, Variant<T>[]>();
  for (const one of variants) {
    const group = groups.get(one.findings.length);
    if (group) group.push(one);
    else groups.set(one.findings.length, [one]);
  }
  return groups;
}

function digestOf(
  hash: string,
  key: Buffer | null,
  { before, after }: Frame,
  body: string,
): Buffer {
  const digest = key === null ? createHash(hash) : createHmac(hash, key);
  return digest.update(before).update(body).update(after).digest();
}
