import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "undici";

/** A request whose every byte is ready before the clock starts. */
export type Prepared = {
  method: "GET" | "POST";
  path: string;
  headers: Record<string, string>;
  body: string | null;
};

export type Reply = {
  /** 0 when there was none. */
  status: number;
  location: string;
  body: string;
  /** From handing the request to the connection until the last byte of its answer. */
  microseconds: number;
};

export type Drive = { replies: Reply[]; elapsedMs: number };

const ANSWER_TIMEOUT_MS = 20_000;

/** Connections that are kept between rounds: one request at a time on each. */
export function connect(origin: string, connections: number): Client[] {
  const options = {
    pipelining: 1,
    headersTimeout: ANSWER_TIMEOUT_MS,
    bodyTimeout: ANSWER_TIMEOUT_MS,
    keepAliveTimeout: 60_000,
  };
  return Array.from({ length: connections }, () => new Client(origin, options));
}

/**
 * Sends the prepared requests, each connection its next one as soon as it has an answer, until the
 * time is over or there are none left. `replies[i]` answers `prepared[i]`; those not sent have none.
 */
export async function drive(
  clients: Client[],
  prepared: Prepared[],
  seconds: number,
): Promise<Drive> {
  const replies: Reply[] = [];
  // Timers fire late when the machine is busy, but all connections see the same end.
  let over = false;
  const ending = new AbortController();
  const end = sleep(seconds * 1_000, undefined, { signal: ending.signal }).then(
    () => {
      over = true;
    },
    () => {},
  );
  let next = 0;
  const startedAt = performance.now();
  await Promise.all(
    clients.map(async (client) => {
      while (!over && next < prepared.length) {
        const index = next++;
        replies[index] = await send(client, prepared[index] as Prepared);
      }
    }),
  );
  const elapsedMs = performance.now() - startedAt;
  ending.abort();
  await end;
  return { replies, elapsedMs };
}

/** undici's lowest layer: no streams and no header objects, so that the generator costs little. */
function send(client: Client, { method, path, headers, body }: Prepared): Promise<Reply> {
  return new Promise((resolve) => {
    const startedAt = performance.now();
    const reply: Reply = { status: 0, location: "", body: "", microseconds: 0 };
    const done = () => {
      reply.microseconds = Math.round((performance.now() - startedAt) * 1_000);
      resolve(reply);
    };
    client.dispatch(
      { method, path, headers, body },
      {
        onRequestStart: () => {},
        onResponseStart: (_controller, status, received) => {
          reply.status = status;
          reply.location = String(received.location ?? "");
        },
        onResponseData: (_controller, chunk) => {
          reply.body += chunk.toString("utf8");
        },
        onResponseEnd: done,
        onResponseError: (_controller, error) => {
          reply.status = 0;
          reply.body = error.message;
          done();
        },
      },
    );
  });
}
