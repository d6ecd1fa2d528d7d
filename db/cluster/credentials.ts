import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";

/** How to reach the cluster of a data folder; kept beside it, readable by its owner only. */
export type Credentials = { readonly password: string; readonly port: number };

/**
 * Reads the password and last port of `dataDir`, or makes them for a new cluster.
 * @throws Error when the cluster is there and its password is not.
 */
export function readCredentials(dataDir: string, clusterExists: boolean): Credentials {
  const file = fileOf(dataDir);
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8"));
  if (clusterExists) throw new Error(`${file} holds the database's password and is missing`);
  return { password: randomBytes(24).toString("base64url"), port: 0 };
}

export async function keepCredentials(dataDir: string, credentials: Credentials): Promise<void> {
  const file = fileOf(dataDir);
  await writeFile(`${file}.new`, `${JSON.stringify(credentials)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}

/** `wanted` when it is free on the loopback interface, else any free port. */
export async function freePort(wanted: number): Promise<number> {
  return (await tryPort(wanted)) ?? (await tryPort(0)) ?? Promise.reject(new Error("no free port"));
}

function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(null));
    probe.listen(port, "127.0.0.1", () => {
      const address = probe.address();
      const got = typeof address === "object" && address ? address.port : null;
      probe.close(() => resolve(got));
    });
  });
}

function fileOf(dataDir: string): string {
  return join(dataDir, "database.json");
}
