import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

const SECRET_BYTES = 32;

/**
 * The `APP_SECRET` of an installation on the embedded database: made once, kept 0600 in `dataDir`.
 * @throws Error when there is a database and no secret: a new one could not read what it sealed.
 */
export async function ownSecret(dataDir: string): Promise<string> {
  const file = join(dataDir, "app-secret");
  if (existsSync(file)) return readFileSync(file, "utf8").trim();
  if (existsSync(join(dataDir, "database.json"))) {
    throw new Error(`APP_SECRET is unset and ${file} is missing, but the database needs it`);
  }
  const secret = randomBytes(SECRET_BYTES).toString("base64url");
  await mkdir(dataDir, { recursive: true });
  await writeFile(file, `${secret}\n`, { mode: 0o600, flag: "wx", flush: true });
  return secret;
}
