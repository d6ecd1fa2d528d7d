import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { readCredentials } from "@/db/cluster/credentials";
import { ownSecret } from "@/lib/launcher/own-secret";

type Variables = Record<string, string | undefined>;

/**
 * The environment of the deployment on this machine, as its operator has it: what the launcher gave
 * the server, found where the launcher keeps it. Starts and changes nothing.
 * @throws Error in one line when there is no deployment here.
 */
export async function findDeployment(root: string, given: Variables, url: string | undefined) {
  const set = (name: string) => given[name]?.trim() || undefined;
  const publicUrl = url ?? set("PUBLIC_URL") ?? `http://localhost:${set("PORT") ?? "3000"}`;
  const PUBLIC_URL = publicUrl.replace(/\/+$/, "");
  const databaseUrl = set("DATABASE_URL");
  if (databaseUrl) return { PUBLIC_URL, DATABASE_URL: databaseUrl, APP_SECRET: set("APP_SECRET") };
  const dataDir = resolve(root, set("DATA_DIR") ?? ".data");
  if (!existsSync(join(dataDir, "database.json"))) {
    throw new Error(`there is no FlatPay database in ${dataDir}; start the server with: npm start`);
  }
  const { password, port } = readCredentials(dataDir, true);
  return {
    PUBLIC_URL,
    // The role and the database that db/embedded.ts makes.
    DATABASE_URL: `postgres://flatpay:${password}@127.0.0.1:${port}/flatpay`,
    APP_SECRET: set("APP_SECRET") ?? (await ownSecret(dataDir)),
  };
}
