/**
 * The sites that are told, in a process of their own: `/hang/…` never answers, everything else answers
 * 204 after 5 ms. It keeps when each delivery came.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { answerParent } from "../child";

const ANSWER_MS = 5;

/** By path and event id, in milliseconds of the clock all processes here share. */
const received = new Map<string, number[]>();
let count = 0;
let waiting: { count: number; tell: () => void } | undefined;

const server = createServer((request, response) => {
  request.resume();
  if (request.url?.startsWith("/hang/")) return;
  request.on("end", () => {
    const name = `${request.url} ${request.headers["webhook-id"]}`;
    const times = received.get(name);
    if (times) times.push(Date.now());
    else received.set(name, [Date.now()]);
    count++;
    if (waiting && count >= waiting.count) waiting.tell();
    setTimeout(() => response.writeHead(204).end(), ANSWER_MS);
  });
});
server.keepAliveTimeout = 120_000;

type ReceiverQuestion =
  | { do: "listen" }
  | { do: "forget" }
  /** Answers when that many came; false when they did not in time. */
  | { do: "await"; count: number; timeoutMs: number }
  | { do: "receipts" };

/** Every delivery that came: where to, which event, and when. */
export type Receipt = { name: string; timesMs: number[] };

answerParent<ReceiverQuestion>(async (question) => {
  switch (question.do) {
    case "listen":
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      return (server.address() as AddressInfo).port;
    case "forget":
      received.clear();
      count = 0;
      return null;
    case "await":
      return awaitCount(question.count, question.timeoutMs);
    case "receipts":
      return [...received].map(([name, timesMs]): Receipt => ({ name, timesMs }));
  }
});

function awaitCount(wanted: number, timeoutMs: number): Promise<boolean> {
  if (count >= wanted) return Promise.resolve(true);
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), timeoutMs);
    waiting = {
      count: wanted,
      tell: () => {
        clearTimeout(timer);
        resolve(true);
      },
    };
  });
}
