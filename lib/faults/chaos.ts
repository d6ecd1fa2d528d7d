import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "./database";
import type { Random } from "./random";
import type { Server } from "./server";

export type Damage = {
  kills: number;
  terminated: number;
  outages: number;
  restarts: number;
  /** Milliseconds from a kill, and from the start of the database, until the servers could serve. */
  killRecoveries: number[];
  databaseRecoveries: number[];
  /** When every server can serve again. */
  mended: Promise<unknown>;
};
type Place = { servers: readonly Server[]; database: Database };

const KILLING_MS = 2_400;

/** Breaks things for a while, by seed. Resolves when nothing more is broken; it takes longer until all is mended. */
export async function wreak({ servers, database }: Place, random: Random): Promise<Damage> {
  const damage: Damage = {
    ...{ kills: 0, terminated: 0, outages: 0, restarts: 0 },
    ...{ killRecoveries: [], databaseRecoveries: [], mended: Promise.resolve() },
  };
  const over = performance.now() + KILLING_MS;
  const recovering: Promise<unknown>[] = [];
  const killsOf = new Map<Server, number>();

  async function kill(choices: Random): Promise<void> {
    while (performance.now() < over) {
      await sleep(choices.between(300, 1_000));
      const server = choices.pick(servers);
      const startedAt = performance.now();
      if (!(await server.kill())) continue;
      damage.kills++;
      const times = (killsOf.get(server) ?? 0) + 1;
      killsOf.set(server, times);
      recovering.push(
        server.untilReady().then(() => {
          // One that was killed again, or had no database meanwhile, tells nothing of a kill alone.
          const alone = killsOf.get(server) === times && damage.outages + damage.restarts === 0;
          if (alone) damage.killRecoveries.push(performance.now() - startedAt);
        }),
      );
    }
  }

  async function breakDatabase(choices: Random): Promise<void> {
    await sleep(choices.between(300, 1_500));
    const way = choices.weighted({ restart: 0.2, cut: 0.2, freeze: 0.15, terminate: 0.35 });
    if (way === "terminate") {
      for (let round = choices.between(1, 3); round > 0; round--) {
        damage.terminated += await database.terminateHalf(round % 2);
        await sleep(choices.between(100, 400));
      }
    } else if (way === "restart") {
      damage.restarts++;
      const startedAt = await database.restart();
      recovering.push(
        Promise.all(servers.map((server) => server.untilReady())).then(() =>
          damage.databaseRecoveries.push(performance.now() - startedAt),
        ),
      );
    } else if (way !== null) {
      damage.outages++;
      const ms = choices.between(500, 2_000);
      if (way === "cut") await database.cable.cut(ms);
      else await database.cable.freeze(ms, choices.chance(0.5));
    }
  }

  await Promise.all([kill(random.of("kills")), breakDatabase(random.of("database"))]);
  damage.mended = Promise.all(recovering);
  return damage;
}
