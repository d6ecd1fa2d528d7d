import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../../db/cluster/credentials";
import { Server } from "./server";

/** The last of several has a wrong clock; so far, one way or the other by seed. */
const CLOCK_OFF_MS = 10 * 60_000;

export type Fleet = { servers: Server[]; adminSecret: string; cronSecret: string };
type Options = {
  root: string;
  databaseUrl: string;
  providerUrl: string;
  count: number;
  /** +1 or -1. */
  clockSign: number;
  logs: string;
};

/** Servers of one deployment: same database, same secrets, a port each. Resolves when all are ready. */
export async function startFleet(options: Options): Promise<Fleet> {
  const adminSecret = randomBytes(32).toString("base64url");
  const cronSecret = randomBytes(32).toString("base64url");
  const env = {
    TZ: "UTC",
    HOSTNAME: "127.0.0.1",
    // Of no server in particular, as behind a load balancer; on this machine, so that webhooks may go to it.
    PUBLIC_URL: "http://localhost:3000",
    DATABASE_URL: options.databaseUrl,
    SANDBOX_URL: options.providerUrl,
    RATE_LIMIT_SCALE: "1000000",
    APP_SECRET: randomBytes(32).toString("base64url"),
    ADMIN_JWT_SECRET: adminSecret,
    ADMIN_EMAIL: "owner@shop.example",
    ADMIN_PASSWORD: randomBytes(32).toString("base64url"),
    CRON_SECRET: cronSecret,
    LOG_LEVEL: "warn",
  };
  mkdirSync(options.logs, { recursive: true });
  const servers: Server[] = [];
  try {
    for (let index = 0; index < options.count; index++) {
      const off = options.count > 1 && index === options.count - 1;
      const server = new Server({
        root: options.root,
        port: await freePort(0),
        env,
        logFile: join(options.logs, `server-${index}.log`),
        clockMs: off ? options.clockSign * CLOCK_OFF_MS : 0,
      });
      servers.push(server);
      // The first one migrates the database; the others would only wait for it.
      await server.untilReady();
    }
  } catch (error) {
    await stopFleet(servers);
    throw error;
  }
  return { servers, adminSecret, cronSecret };
}

export async function stopFleet(servers: readonly Server[]): Promise<void> {
  await Promise.all(servers.map((server) => server.stop()));
}
