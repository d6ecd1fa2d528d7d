import { createHash } from "node:crypto";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Account, chooseAccount, whatBlocks } from "./account";

/** Where a cluster lives and who runs it. */
export type Place = {
  /** PostgreSQL's own folder. */
  readonly cluster: string;
  /** Where a copy of the programs goes, when one is needed. */
  readonly binaries: string;
  readonly account: Account | null;
  /** Set when the data could not stay under `dataDir`: the folder that keeps the account out. */
  readonly movedBecauseOf: string | null;
};

const SHARED_ROOT = "/var/lib/flatpay";

/**
 * Decides where the cluster of `dataDir` (absolute) lives. Data that exists is used where it is, by
 * the account that owns it. New data goes under `dataDir`, or, when we are root and the account we
 * must step down to cannot get there, under `/var/lib/flatpay`.
 * @throws Error when existing data cannot be reached, naming the folder in the way.
 */
export function findPlace(dataDir: string, version: string, sharedRoot = SHARED_ROOT): Place {
  const key = createHash("sha256").update(dataDir).digest("hex").slice(0, 16);
  const inside = {
    cluster: join(dataDir, "postgres"),
    binaries: join(dataDir, "binaries", version),
  };
  const outside = {
    cluster: join(sharedRoot, key, "postgres"),
    binaries: join(sharedRoot, "binaries", version),
  };
  const existing = [inside, outside].find(({ cluster }) => existsSync(join(cluster, "PG_VERSION")));
  const account = chooseAccount(existing ? statSync(existing.cluster).uid : null);
  const blocker = account && whatBlocks(dataDir, account);

  if (!blocker) return { ...(existing ?? inside), account, movedBecauseOf: null };
  if (existing === inside) {
    throw new Error(`account ${account.name} owns ${inside.cluster} but cannot enter ${blocker}`);
  }
  return { ...outside, account, movedBecauseOf: blocker };
}
