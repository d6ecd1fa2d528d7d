import { existsSync } from "node:fs";
import { chown, mkdir, realpath, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { findPackagedBinaries, prepareBinaries } from "./cluster/binaries";
import { freePort, keepCredentials, readCredentials } from "./cluster/credentials";
import { lockInstance } from "./cluster/instance-lock";
import { makeEnterable } from "./cluster/make-enterable";
import { findPlace } from "./cluster/place";
import { type Cluster, clearLeftover, startPostmaster, stopPostmaster } from "./cluster/postmaster";
import { runAs } from "./cluster/run-as";
import { watchOver } from "./cluster/watchdog";
import { openPool } from "./driver";

export { DataInUseError } from "./cluster/instance-lock";

export type EmbeddedDatabase = {
  /** For `DATABASE_URL`: a superuser on the loopback interface. */
  readonly url: string;
  /** Resolves, with an explanation, should the server end without `stop`; else never. */
  readonly died: Promise<string>;
  /** Fast shutdown; resolves when the server is gone and the data free for the next one. */
  stop(): Promise<void>;
};

export type EmbeddedOptions = {
  /** Made when missing. Holds the cluster, its password and its log. */
  readonly dataDir: string;
  /** Wanted port; default is the one used before, else any free one. */
  readonly port?: number;
  /** Told in a line what takes time or surprises. */
  readonly onProgress?: (line: string) => void;
  /** Where data goes that cannot stay under `dataDir`; default `/var/lib/flatpay`. */
  readonly sharedRoot?: string;
};

const ROLE = "flatpay";

/**
 * Starts a real PostgreSQL on `dataDir`: fsync on, password required, loopback only. Stops what a
 * killed predecessor left running on it first; nothing committed is lost either way. As root it
 * runs under an unprivileged account.
 * @throws DataInUseError when a living process has the data; Error when the server does not start.
 */
export async function startEmbeddedDatabase(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const tell = options.onProgress ?? (() => {});
  await mkdir(options.dataDir, { recursive: true });
  const dataDir = await realpath(resolve(options.dataDir));
  const unlock = await lockInstance(dataDir);
  try {
    const packaged = findPackagedBinaries();
    const place = findPlace(dataDir, packaged.version, options.sharedRoot);
    if (place.movedBecauseOf) {
      const why = `account ${place.account?.name} cannot enter ${place.movedBecauseOf}`;
      tell(`the database lives in ${place.cluster}: ${why}`);
    }
    const cluster: Cluster = {
      folder: place.cluster,
      logFile: join(dataDir, "postgres.log"),
      binaries: await prepareBinaries(packaged.folder, place.binaries, place.account),
      account: place.account,
    };
    const exists = existsSync(join(cluster.folder, "PG_VERSION"));
    let credentials = readCredentials(dataDir, exists);
    if (!exists) {
      tell("making a new database");
      await keepCredentials(dataDir, credentials);
      await initialise(cluster, credentials.password);
    } else if (await clearLeftover(cluster)) {
      tell("stopped a database server left running by a killed process");
    }
    const port = await freePort(options.port ?? credentials.port);
    const child = await startPostmaster(cluster, port);
    const dismiss = watchOver(child.pid ?? 0, cluster.account);
    let stopping = false;
    const ended = new Promise<string>((settle) => {
      child.once("exit", (code, signal) => settle(`PostgreSQL ended with ${code ?? signal}`));
    });
    child.unref();

    const stop = async () => {
      if (stopping) return;
      stopping = true;
      if (child.exitCode === null && child.signalCode === null) {
        child.ref();
        await stopPostmaster(cluster);
        // The lock file goes a moment before the process does.
        await ended;
      }
      dismiss();
      await unlock();
    };
    const url = urlOf(credentials.password, port, ROLE);
    try {
      if (credentials.port !== port) {
        credentials = { ...credentials, port };
        await keepCredentials(dataDir, credentials);
      }
      await createDatabase(urlOf(credentials.password, port, "postgres"));
    } catch (error) {
      await stop();
      throw error;
    }
    const died = ended.then((why) => (stopping ? new Promise<string>(() => {}) : why));
    return { url, died, stop };
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** Where the database is that a living process runs on `dataDir`, for who only wants to look. */
export function runningDatabaseUrl(dataDir: string): string {
  const { password, port } = readCredentials(resolve(dataDir), true);
  return urlOf(password, port, ROLE);
}

/** Makes the cluster beside its place and moves it there, so that a half-made one is never used. */
async function initialise({ folder, binaries, account }: Cluster, password: string): Promise<void> {
  const draft = `${folder}.new`;
  const passwordFile = `${folder}.password`;
  await rm(draft, { recursive: true, force: true });
  await makeEnterable(dirname(folder));
  await mkdir(draft, { mode: 0o700 });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  try {
    if (account) {
      await chown(draft, account.uid, account.gid);
      await chown(passwordFile, account.uid, account.gid);
    }
    const access = [`--username=${ROLE}`, "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
    // The server's own C.UTF-8: the same order on every machine, whatever libc or ICU it has.
    const locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
    const args = ["-D", draft, "--encoding=UTF8", ...locale, ...access];
    await runAs(account, binaries.program("initdb"), args);
    await rename(draft, folder);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

async function createDatabase(maintenanceUrl: string): Promise<void> {
  const sql = openPool(maintenanceUrl, { maxConnections: 1 });
  try {
    const found = await sql`select 1 from pg_database where datname = ${ROLE}`;
    if (found.length === 0) await sql`create database ${sql(ROLE)}`;
  } finally {
    await sql.end();
  }
}

function urlOf(password: string, port: number, database: string): string {
  return `postgres://${ROLE}:${password}@127.0.0.1:${port}/${database}`;
}
