import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { freePort } from "../../db/cluster/credentials";
import { superviseServer } from "./supervise-server";

const script = join(import.meta.dirname, "fake-server.mjs");

async function supervise(fake: string, options: { graceMs?: number; backoffMs?: number } = {}) {
  const port = await freePort(0);
  const lines: string[] = [];
  const env = { ...process.env, FAKE: fake, PORT: `${port}`, HOSTNAME: "127.0.0.1" };
  const server = superviseServer({
    script,
    env: { ...env, DATABASE_URL: "" },
    onLine: (line) => lines.push(line),
    ...options,
  });
  const ask = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).text();
  return { server, lines, ask };
}

async function eventually<T>(attempt: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + 10_000;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await sleep(30);
    }
  }
}

test("a server that crashes is started again, with a line that says how it ended", async () => {
  const { server, lines, ask } = await supervise("", { backoffMs: 50 });
  const first = await eventually(() => ask("/pid"));
  await ask("/crash").catch(() => {});
  const second = await eventually(() => ask("/pid"));
  expect(second).not.toBe(first);
  expect(lines).toEqual(["the server ended with code 3; starting it again in 50 ms"]);
  await server.stop();
  expect(await server.ended).toBe(0);
});

test("five crashes in a row end the attempts, each wait twice as long as the one before", async () => {
  const { server, lines } = await supervise("crash", { backoffMs: 20 });
  expect(await server.ended).toBe(1);
  expect(lines).toEqual([
    ...[20, 40, 80, 160].map((ms) => `the server ended with code 3; starting it again in ${ms} ms`),
    "the server ended with code 3, crash 5 within 60 s: giving up",
  ]);
});

test("a wrong configuration is not tried again", async () => {
  const { server, lines } = await supervise("refuse");
  expect(await server.ended).toBe(78);
  expect(lines).toEqual([]);
});

test("a server that ignores SIGTERM is killed after the grace", async () => {
  const { server, lines, ask } = await supervise("stubborn", { graceMs: 200 });
  const pid = Number(await eventually(() => ask("/pid")));
  await server.stop();
  expect(lines).toEqual(["the server did not stop in time and is killed"]);
  expect(() => process.kill(pid, 0)).toThrow("ESRCH");
});
