/**
 * The sites that are told, in a process of their own: `/hang/…` never answers, everything else answers
 * 204 after 5 ms. It keeps when each delivery came. It reads its sockets itself: it has to share the machine
 * with what is measured, as real sites do not, and Node's HTTP server takes half as much again.
 */
import { type AddressInfo, createServer, type Socket } from "node:net";
import { answerParent } from "../child";

const ANSWER_MS = 5;
const HEAD_END = "\r\n\r\n";
const ANSWER = `${[
  "HTTP/1.1 204 No Content",
  "Date: Sat, 21 Nov 2026 10:00:00 GMT",
  "Connection: keep-alive",
  "Keep-Alive: timeout=120",
].join("\r\n")}${HEAD_END}`;

/** By path and event id, in milliseconds of the clock all processes here share. */
const received = new Map<string, number[]>();
let count = 0;
let waiting: { count: number; tell: () => void } | undefined;

const server = createServer({ noDelay: true }, (socket) => {
  // Latin-1: a character is a byte, so that lengths are right.
  socket.setEncoding("latin1");
  // A sender that was killed leaves connections that end in the middle.
  socket.on("error", () => socket.destroy());
  let unread = "";
  socket.on("data", (chunk: string) => {
    unread += chunk;
    for (;;) {
      const headEnd = unread.indexOf(HEAD_END);
      if (headEnd === -1) return;
      const head = unread.slice(0, headEnd + 2);
      const length = headEnd + HEAD_END.length + Number(header(head, "content-length"));
      if (unread.length < length) return;
      unread = unread.slice(length);
      receive(socket, head);
    }
  });
});

/** undici writes the names as they were given, which is in small letters. */
function header(head: string, name: string): string {
  const at = head.indexOf(`\r\n${name}: `);
  if (at === -1) throw new Error(`no ${name}`);
  const from = at + name.length + 4;
  return head.slice(from, head.indexOf("\r\n", from));
}

function receive(socket: Socket, head: string): void {
  const path = head.slice(head.indexOf(" ") + 1, head.indexOf(" HTTP/"));
  if (path.startsWith("/hang/")) return;
  const name = `${path} ${header(head, "webhook-id")}`;
  const times = received.get(name);
  if (times) times.push(Date.now());
  else received.set(name, [Date.now()]);
  count++;
  if (waiting && count >= waiting.count) waiting.tell();
  setTimeout(() => socket.write(ANSWER), ANSWER_MS);
}

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
