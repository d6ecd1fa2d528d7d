import { readFileSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";

/** A Unix account to run a process as. */
export type Account = { readonly uid: number; readonly gid: number; readonly name: string };

const PREFERRED = ["postgres", "nobody"];

/**
 * The account PostgreSQL is to run as when we are root, which it refuses to be; null when we are
 * not root, or on Windows. `owner` is who owns existing data: data is never given to another.
 * @throws Error when this machine has no account to use.
 */
export function chooseAccount(owner: number | null): Account | null {
  if (process.getuid?.() !== 0) return null;
  const accounts = readAccounts();
  const found = owner
    ? accounts.find(({ uid }) => uid === owner)
    : PREFERRED.map((name) => accounts.find((one) => one.name === name)).find(Boolean);
  if (!found) {
    const wanted = owner ? `account ${owner}` : `account ${PREFERRED.join(" or ")}`;
    throw new Error(
      `PostgreSQL does not run as root and /etc/passwd has no ${wanted} to run it as`,
    );
  }
  return found;
}

/** The first folder on the way to `path` that keeps the account out, or null. ACLs are not read. */
export function whatBlocks(path: string, account: Account): string | null {
  const folders: string[] = [];
  for (let at = resolve(path); ; at = dirname(at)) {
    folders.unshift(at);
    if (at === dirname(at)) break;
  }
  return folders.find((folder) => !mayEnter(folder, account)) ?? null;
}

function mayEnter(folder: string, { uid, gid }: Account): boolean {
  const stat = statSync(folder, { throwIfNoEntry: false });
  // What does not exist yet will be made by us, for the account.
  if (!stat) return true;
  const bit = stat.uid === uid ? 0o100 : stat.gid === gid ? 0o010 : 0o001;
  return (stat.mode & bit) !== 0;
}

function readAccounts(): Account[] {
  return readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
    .filter((fields) => fields.length >= 4)
    .map(([name = "", , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(({ uid }) => uid > 0);
}
