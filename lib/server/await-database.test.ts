import { type AddressInfo, connect, createServer } from "node:net";
import { expect, test } from "vitest";
import { openDatabase } from "@/db/client";
import { testDatabaseUrl } from "@/lib/testing/test-context";
import { awaitDatabase } from "./await-database";

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test("a database that comes a little later is waited for", async () => {
  const real = new URL(await testDatabaseUrl());
  const port = await freePort();
  const url = new URL(real);
  url.host = `127.0.0.1:${port}`;
  const { db, close } = openDatabase(url.href);
  const waited = awaitDatabase(db);
  const early = await Promise.race([waited.then(() => "there"), pause(700).then(() => "not yet")]);
  expect(early).toBe("not yet");
  const way = createServer((socket) => {
    const to = connect(Number(real.port), real.hostname);
    for (const end of [socket, to]) end.on("error", () => {});
    socket.pipe(to).pipe(socket);
  });
  await new Promise<void>((resolve) => way.listen(port, "127.0.0.1", resolve));
  await waited;
  await close();
  way.close();
});

// Within the time of a test: a minute of waiting would break it.
test("a database that refuses us is not waited for", async () => {
  const url = new URL(await testDatabaseUrl());
  url.pathname = "/no_such_database";
  const { db, close } = openDatabase(url.href);
  await expect(awaitDatabase(db)).rejects.toThrow();
  await close();
});

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
