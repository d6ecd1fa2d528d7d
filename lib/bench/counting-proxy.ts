import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** The frontend messages that make PostgreSQL run a statement: simple Query, and Execute. */
const RUNS = new Set(["Q".charCodeAt(0), "E".charCodeAt(0)]);
const HEADER_BYTES = 5;

export type CountingProxy = { url: string; statements(): number; close(): Promise<void> };

/**
 * Stands between a server and its database and counts the statements that go through, from the wire
 * protocol itself: `begin` and `commit` count like any other, for each costs a round trip. Chosen over
 * pg_stat_statements (needs a preloaded library, folds statements together) and over the transaction
 * counters of pg_stat_database (which do not see statements). Only a pass that is not timed goes through.
 */
export async function startCountingProxy(databaseUrl: string): Promise<CountingProxy> {
  const target = new URL(databaseUrl);
  let statements = 0;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    const count = messageCounter((type) => {
      if (RUNS.has(type)) statements++;
    });
    client.setNoDelay(true).on("data", count).pipe(upstream.setNoDelay(true)).pipe(client);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket));
      // Either side may be cut when a server is stopped; the other then goes too.
      socket.on("error", () => {
        client.destroy();
        upstream.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = new URL(databaseUrl);
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    statements: () => statements,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Told the type of each whole message header; the first message of a connection has none. */
function messageCounter(onMessage: (type: number) => void): (chunk: Buffer) => void {
  let held = Buffer.alloc(0);
  let skip = 0;
  let started = false;
  return (chunk) => {
    let bytes = held.length > 0 ? Buffer.concat([held, chunk]) : chunk;
    for (;;) {
      const passed = Math.min(skip, bytes.length);
      skip -= passed;
      bytes = bytes.subarray(passed);
      if (skip > 0 || bytes.length < HEADER_BYTES) break;
      if (started) onMessage(bytes[0] as number);
      skip = started ? 1 + bytes.readUInt32BE(1) : bytes.readUInt32BE(0);
      started = true;
    }
    held = Buffer.from(bytes);
  };
}
