import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** The network between the servers and their database, and what can go wrong with it. */
export type Cable = {
  readonly url: string;
  /** The database moved to another port. */
  leadTo(databaseUrl: string): void;
  /** Connections break, and new ones are refused until the time is over. */
  cut(ms: number): Promise<void>;
  /** Nothing gets through and nobody is told; afterwards it flows again, or is found broken. */
  freeze(ms: number, breaks: boolean): Promise<void>;
  close(): Promise<void>;
};

/** Passes bytes both ways between a port of its own and the database. */
export async function layCable(databaseUrl: string): Promise<Cable> {
  let target = new URL(databaseUrl);
  let broken = false;
  let frozen = false;
  const sockets = new Set<Socket>();
  const destroyAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((client) => {
    if (broken) return void client.destroy();
    const upstream = connect(Number(target.port), target.hostname);
    client.setNoDelay(true).pipe(upstream.setNoDelay(true)).pipe(client);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      if (frozen) socket.pause();
      const end = () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      };
      // Whoever goes first, killed or refused, takes the other side along.
      socket.on("error", end).on("close", end);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = new URL(databaseUrl);
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    leadTo: (moved) => {
      target = new URL(moved);
    },
    async cut(ms) {
      broken = true;
      destroyAll();
      await sleep(ms);
      broken = false;
    },
    async freeze(ms, breaks) {
      frozen = true;
      for (const socket of sockets) socket.pause();
      await sleep(ms);
      frozen = false;
      if (breaks) destroyAll();
      for (const socket of sockets) socket.resume();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        destroyAll();
      }),
  };
}
