import { join } from "node:path";
import { temporaryFolder } from "../testing/temporary-folder";
import { Database } from "./database";
import { startFleet, stopFleet } from "./fleet";
import { startProvider } from "./provider/start-provider";
import { Random } from "./random";
import { startReceiver } from "./receiver";
import type { World } from "./run-seed";
import { openShop } from "./shop";

type Options = { root: string; servers: number; seed: number };

/** Database, provider, receiver, servers and two shops: one that accepts late money, one that does not. */
export async function makeWorld({ root, servers, seed }: Options) {
  const folder = await temporaryFolder();
  const ends: (() => Promise<unknown>)[] = [() => folder.remove()];
  const close = async () => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    const database = await Database.start(join(folder.path, "data"));
    ends.push(() => database.stop());
    const provider = await startProvider();
    ends.push(() => provider.close());
    const receiver = await startReceiver();
    ends.push(() => receiver.close());
    const fleet = await startFleet({
      ...{ root, databaseUrl: database.cable.url, providerUrl: provider.url, count: servers },
      clockSign: new Random(`clock ${seed}`).chance(0.5) ? 1 : -1,
      logs: join(root, "test-results/faults"),
    });
    ends.push(() => stopFleet(fleet.servers));
    const [server] = fleet.servers;
    if (!server) throw new Error("a fleet without servers");
    const shops = [
      await openShop(server, fleet.adminSecret, "return", receiver.url),
      await openShop(server, fleet.adminSecret, "accept", receiver.url),
    ];
    const world: World = { database, provider, receiver, fleet, shops };
    return { world, close };
  } catch (error) {
    await close();
    throw error;
  }
}
