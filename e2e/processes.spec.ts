import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../db/cluster/credentials";
import { temporaryFolder } from "../lib/testing/temporary-folder";
import { actAtBank } from "./stack/at-the-bank";
import { openShop } from "./stack/open-shop";
import { SECRETS } from "./stack/secrets";
import { expect, test } from "./test";

const ROOT = join(import.meta.dirname, "..");
/** Loaded into the launcher and all it starts; only the server's number is wanted. */
const TELL_PID = `
  import { writeFileSync } from "node:fs";
  if (process.argv[1]?.endsWith("server.js"))
    writeFileSync(process.env.E2E_SERVER_PID_FILE, String(process.pid));`;
const READY_MS = 40_000;

type Place = { folder: string; port: number };
const pidFile = ({ folder }: Place) => join(folder, "server.pid");
const serverPid = (place: Place) => Number(readFileSync(pidFile(place), "utf8"));

/** What `npm start` runs, on the embedded database and the built server. */
function npmStart(place: Place): ChildProcess {
  const { PATH, HOME } = process.env;
  return spawn(process.execPath, ["--import", "tsx", join(ROOT, "lib/launcher/start.ts")], {
    cwd: ROOT,
    env: {
      ...{ PATH, HOME, NODE_ENV: "production", LOG_LEVEL: "error" },
      ...{ PORT: `${place.port}`, DATA_DIR: join(place.folder, "data") },
      ADMIN_JWT_SECRET: SECRETS.ADMIN_JWT_SECRET,
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(TELL_PID)}`,
      E2E_SERVER_PID_FILE: pidFile(place),
    },
    stdio: "ignore",
  });
}

async function untilReady(url: string): Promise<void> {
  const deadline = performance.now() + READY_MS;
  while ((await fetch(`${url}/api/ready`).catch(() => null))?.status !== 200) {
    if (performance.now() > deadline) throw new Error("it was not ready in time");
    await sleep(100);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once("exit", (code) => resolve(code)));
}

// The launcher's own tests do this with a server that is none; here it is the real one, and its rows.
test("kill -9 of the server, then of the launcher, loses nothing that was answered", async () => {
  test.setTimeout(120_000);
  const folder = await temporaryFolder();
  const place = { folder: folder.path, port: await freePort(0) };
  const url = `http://localhost:${place.port}`;
  let launcher = npmStart(place);
  let shop: Awaited<ReturnType<typeof openShop>> | undefined;
  try {
    await untilReady(url);
    shop = await openShop(url);
    const transaction = await shop.open();
    await actAtBank(url, transaction, "pay");
    const paid = await shop.client.inquiry({ id: transaction.id });
    expect(paid.status).toBe("paid");
    const open = await shop.open();

    const first = serverPid(place);
    process.kill(first, "SIGKILL");
    await expect.poll(() => serverPid(place), { timeout: READY_MS }).not.toBe(first);
    await untilReady(url);
    expect(await shop.client.inquiry({ id: transaction.id })).toEqual(paid);
    await actAtBank(url, open, "pay");
    expect((await shop.client.inquiry({ id: open.id })).status).toBe("paid");

    const second = serverPid(place);
    launcher.kill("SIGKILL");
    await expect.poll(() => isAlive(second), { timeout: READY_MS }).toBe(false);
    launcher = npmStart(place);
    await untilReady(url);
    expect(await shop.client.inquiry({ id: transaction.id })).toEqual(paid);

    const third = serverPid(place);
    launcher.kill("SIGINT");
    expect(await ended(launcher)).toBe(0);
    expect(isAlive(third)).toBe(false);
  } finally {
    launcher.kill("SIGTERM");
    await ended(launcher);
    await shop?.close();
    await folder.remove();
  }
});
