import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Random } from "./random";

export type Receiver = {
  readonly url: string;
  /** How often each event was taken (answered with 2xx), by its id. */
  readonly taken: ReadonlyMap<string, number>;
  /** The ids of the news of each transaction that came, by `transaction id + space + type`. */
  readonly news: ReadonlyMap<string, ReadonlySet<string>>;
  /** Answers 500 now and then, by seed; null: never. */
  trouble(random: Random | null): void;
  close(): Promise<void>;
};

const REFUSED = 0.15;

/** The shop's webhook receiver, which writes down what it was told. */
export async function startReceiver(): Promise<Receiver> {
  const taken = new Map<string, number>();
  const news = new Map<string, Set<string>>();
  let random: Random | null = null;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      if (random?.chance(REFUSED)) return void response.writeHead(500).end();
      const { id, type, data } = JSON.parse(Buffer.concat(chunks).toString());
      const name = `${data.transaction?.id} ${type}`;
      taken.set(id, (taken.get(id) ?? 0) + 1);
      news.set(name, (news.get(name) ?? new Set()).add(id));
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`,
    taken,
    news,
    trouble: (next) => {
      random = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
