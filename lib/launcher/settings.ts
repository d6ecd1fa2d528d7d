import { existsSync } from "node:fs";
import { isIP } from "node:net";
import { join, resolve } from "node:path";
import { type Environment, EnvironmentError, readEnvironment } from "../env";
import { ownSecret } from "./own-secret";

type Variables = Record<string, string | undefined>;

/** What the launcher decided, before anything is started. */
export type Settings = {
  readonly root: string;
  readonly dataDir: string;
  /** Whether the database is ours to start. */
  readonly embedded: boolean;
  /** The address to listen on. */
  readonly host: string;
  readonly environment: Environment;
  /** The server's environment, `DATABASE_URL` excepted when the database is ours. */
  readonly variables: Variables;
};

const NODE_MINIMUM = [20, 9] as const;
/** Stands in for the address of a database that is not started yet. */
const TO_COME = "postgres://127.0.0.1/to-come";

/**
 * Reads `.env` and the environment, and fills in what an installation on the embedded database
 * makes for itself.
 * @throws EnvironmentError naming the variable at fault.
 */
export async function readSettings(root: string, given: Variables): Promise<Settings> {
  assertNode(process.versions.node);
  const dataDir = resolve(root, given.DATA_DIR?.trim() || ".data");
  const embedded = !given.DATABASE_URL?.trim();
  // Containers and shells set HOSTNAME to the machine's name; that is not an address to listen on.
  const wanted = given.HOSTNAME?.trim() ?? "";
  const host = isIP(wanted) || wanted === "localhost" ? wanted : "0.0.0.0";
  const variables: Variables = { ...given, DATA_DIR: dataDir, HOSTNAME: host };
  if (embedded) variables.DATABASE_URL = TO_COME;
  if (embedded && !given.APP_SECRET?.trim()) variables.APP_SECRET = await ownSecret(dataDir);
  const environment = readEnvironment({ ...variables, NODE_ENV: "production" });
  Object.assign(variables, { NODE_ENV: "production", PORT: `${environment.PORT}`, TZ: "UTC" });
  return { root, dataDir, embedded, host, environment, variables };
}

/** Loads `.env` beside package.json, if there is one; what is set already stays. */
export function loadDotEnv(root: string): void {
  const file = join(root, ".env");
  if (existsSync(file)) process.loadEnvFile(file);
}

function assertNode(version: string): void {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [wantedMajor, wantedMinor] = NODE_MINIMUM;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  throw new EnvironmentError(
    `Node ${NODE_MINIMUM.join(".")} or newer is needed, this is ${version}`,
  );
}
