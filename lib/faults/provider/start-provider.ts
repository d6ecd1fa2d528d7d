import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { Bank } from "./bank";
import { Mood } from "./mood";
import { type Answer, answerPayment, type Body, failure } from "./payment-calls";
import { answerRefund, refundCall } from "./refund-calls";

export type Provider = {
  readonly url: string;
  readonly bank: Bank;
  readonly mood: Mood;
  /** How often each call came, by its name. */
  readonly calls: ReadonlyMap<string, number>;
  /** The next call of this name is carried out; its answer waits until the promise resolves. */
  holdNext(call: string, until: Promise<void>, reached: () => void): void;
  /** Ends the calls that were to hang for ever. */
  letGo(): void;
  close(): Promise<void>;
};

const BAD_GATEWAY: Answer = {
  status: 502,
  body: "<html><head><title>502 Bad Gateway</title></head><body><h1>502</h1></body></html>",
};

/** ZarinPal in this process, on a real loopback socket, with a truth of its own and scripted faults. */
export async function startProvider(): Promise<Provider> {
  const bank = new Bank();
  const mood = new Mood();
  const calls = new Map<string, number>();
  const hanging = new Set<Socket>();
  const holds = new Map<string, { until: Promise<void>; reached: () => void }>();

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await read(request);
    const payment = /\/pg\/v4\/payment\/(\w+)\.json$/.exec(request.url ?? "")?.[1];
    const call = payment ?? refundCall(body);
    calls.set(call, (calls.get(call) ?? 0) + 1);
    const { kind, waitMs } = mood.trouble();
    if (kind === "reset") return void request.socket.destroy();
    if (kind === "busy") {
      return send(response, failure(-12, "To many attempts, please try again later."));
    }
    await sleep(waitMs);
    const token = /^Bearer sandbox-(\S+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
    const answer = payment ? answerPayment(bank, call, body) : answerRefund(bank, token, body);
    const hold = holds.get(call);
    if (hold) {
      holds.delete(call);
      hold.reached();
      await hold.until;
    }
    if (kind === "hang") return void hanging.add(request.socket);
    if (kind === "cut") return void request.socket.destroy();
    send(response, kind === "502" ? BAD_GATEWAY : answer);
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error) => {
      console.error("provider:", error);
      request.socket.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bank,
    mood,
    calls,
    holdNext: (call, until, reached) => void holds.set(call, { until, reached }),
    letGo: () => {
      for (const socket of hanging) socket.destroy();
      hanging.clear();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function read(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString() || "{}");
}

function send(response: ServerResponse, { status, body }: Answer): void {
  if (response.destroyed) return;
  const type = body.startsWith("<") ? "text/html" : "application/json";
  response.writeHead(status, { "Content-Type": type }).end(body);
}
