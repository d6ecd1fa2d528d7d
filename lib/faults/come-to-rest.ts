import { setTimeout as sleep } from "node:timers/promises";
import type { Sql } from "postgres";
import {
  ageRefunds,
  countDue,
  endBreaths,
  endLeases,
  endOpenings,
  makeDue,
  runOutOfTime,
} from "./pass-time";
import type { Server } from "./server";
import { runJob } from "./shop";

type Place = { sql: Sql; servers: readonly Server[]; cronSecret: string };

const LIMIT_MS = 40_000;
/** So many rounds with nothing becoming due again, then what is left can only end by age. */
const ROUNDS_BEFORE_AGE = 3;
const BETWEEN_ROUNDS_MS = 100;

/**
 * Lets time pass, over and over, until nothing is left to be done by itself or the limit is reached: what
 * is then left shows in the books. All servers work on it at once.
 */
export async function comeToRest({ sql, servers, cronSecret }: Place): Promise<void> {
  const until = performance.now() + LIMIT_MS;
  for (let round = 1; performance.now() < until; round++) {
    await endLeases(sql);
    await endOpenings(sql);
    await endBreaths(sql);
    await makeDue(sql);
    if (round >= ROUNDS_BEFORE_AGE) await runOutOfTime(sql);
    if (round > ROUNDS_BEFORE_AGE) await ageRefunds(sql);
    await Promise.all(
      servers.flatMap((server) => [
        runJob(server, cronSecret, "reconcile"),
        runJob(server, cronSecret, "webhooks"),
      ]),
    );
    if (round >= ROUNDS_BEFORE_AGE && (await countDue(sql)) === 0) return;
    await sleep(BETWEEN_ROUNDS_MS);
  }
}
