import { brotliCompressSync } from "node:zlib";
import { afterEach, expect, test } from "vitest";
import { startTcpServer } from "@/lib/testing/tcp-server";
import { startWebhookSink } from "@/lib/testing/webhook-sink";
import { addressList } from "./address-rules";
import { postVetted } from "./post-vetted";
import type { TargetRules } from "./vet-target";
import { vettedAgent } from "./vetted-agent";

const strict: TargetRules = { loopback: false, allowed: null, ownHost: null };
const laptop: TargetRules = { ...strict, loopback: true };
/** 127.0.0.1 stands in for a public address: the tests stay on this machine. */
const lan: TargetRules = { ...strict, allowed: addressList(["127.0.0.1/32"]) };

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

type Options = { rules?: TargetRules; resolve?: (host: string) => Promise<string[]> };

/** Posts through an agent of its own. */
function poster({ rules = laptop, resolve }: Options = {}) {
  const agent = vettedAgent(rules, resolve);
  cleanups.push(() => agent.destroy());
  return (url: string, given: { totalMs?: number; signal?: AbortSignal } = {}) =>
    postVetted({ url: new URL(url), headers: {}, body: Buffer.from("{}"), agent, ...given });
}

async function sink(...args: Parameters<typeof startWebhookSink>) {
  const started = await startWebhookSink(...args);
  cleanups.push(started.close);
  return started;
}

async function tcp(...args: Parameters<typeof startTcpServer>): Promise<string> {
  const started = await startTcpServer(...args);
  cleanups.push(started.close);
  return started.host;
}

test("a loopback address is refused when connected to, as a literal and as a name", async () => {
  const { url, port, received } = await sink();
  const post = poster({ rules: strict });
  for (const target of [
    url,
    `https://127.0.0.1:${port}`,
    `http://localhost:${port}`,
    `https://localhost:${port}`,
    `https://[::ffff:127.0.0.1]:${port}`,
  ]) {
    expect(await post(target)).toMatchObject({ kind: "failed", failure: "address_not_allowed" });
  }
  expect(received).toHaveLength(0);
});

test("every answer for a name must be allowed", async () => {
  const answers: Record<string, string[]> = {
    "one-bad.example": ["8.8.8.8", "127.0.0.1"],
    "metadata.example": ["169.254.169.254"],
    "mapped.example": ["::ffff:127.0.0.1"],
    "mixed.example": ["2606:4700::1111", "fd00::1"],
    "nothing.example": [],
  };
  const post = poster({ rules: strict, resolve: async (host) => answers[host] ?? [] });
  for (const host of Object.keys(answers)) {
    expect(await post(`https://${host}/`)).toMatchObject({ failure: "address_not_allowed" });
  }
});

test("a name that resolves to another address the second time gains nothing", async () => {
  const { port, received } = await sink((response) =>
    response.writeHead(200, { connection: "close" }).end(),
  );
  const answers = ["127.0.0.1", "127.0.0.2", "10.0.0.1"];
  const asked: string[] = [];
  const resolve = async (host: string) => {
    asked.push(host);
    return [answers[asked.length - 1] ?? ""];
  };
  const post = poster({ rules: lan, resolve });
  expect(await post(`http://rebind.example:${port}/`)).toMatchObject({ status: 200 });
  // Judging and connecting shared one lookup: the second answer was not asked for.
  expect(asked).toEqual(["rebind.example"]);
  for (const _ of [2, 3]) {
    const again = await post(`http://rebind.example:${port}/`);
    expect(again).toMatchObject({ failure: "address_not_allowed" });
  }
  expect(received).toHaveLength(1);
});

test("public first and 127.0.0.1 second: this machine is never reached", async () => {
  const { port, received } = await sink();
  const answers = ["192.0.66.1", "127.0.0.1"];
  let asked = 0;
  const post = poster({ rules: strict, resolve: async () => [answers[asked++] ?? ""] });
  // Gives up long before the public address could answer; only the name's answers matter here.
  const first = await post(`https://rebind.example:${port}/`, { totalMs: 100 });
  expect(first).toMatchObject({ kind: "failed" });
  expect(first).not.toMatchObject({ failure: "address_not_allowed" });
  expect(asked).toBe(1);
  const second = await post(`https://rebind.example:${port}/`, { totalMs: 1_000 });
  expect(second).toMatchObject({ failure: "address_not_allowed" });
  expect(received).toHaveLength(0);
});

test("an operator's range is reached by name, and plain http only there", async () => {
  const { port } = await sink();
  const inside = poster({ rules: lan, resolve: async () => ["127.0.0.1"] });
  expect(await inside(`http://crm.internal:${port}/`)).toMatchObject({ status: 204 });
  const outside = poster({ rules: lan, resolve: async () => ["8.8.8.8"] });
  expect(await outside(`http://shop.example:${port}/`)).toMatchObject({
    failure: "address_not_allowed",
  });
});

test("a name that merely resolves to this machine is not localhost", async () => {
  const { port, received } = await sink();
  const post = poster({ rules: laptop, resolve: async () => ["127.0.0.1"] });
  expect(await post(`http://sneaky.example:${port}/`)).toMatchObject({
    failure: "address_not_allowed",
  });
  expect(await post(`http://localhost:${port}/`)).toMatchObject({ status: 204 });
  expect(received).toHaveLength(1);
});

test("the deployment's own addresses are refused like its name, unless they were opened", async () => {
  const { port, received } = await sink();
  const names: Record<string, string[]> = {
    "pay.example": ["8.8.8.8", "2606:4700::1111"],
    "sneaky.example": ["8.8.8.8"],
    "sneaky6.example": ["2606:4700::1111"],
    "shop.example": ["192.0.66.1"],
    "inside.example": ["127.0.0.1"],
  };
  const resolve = async (host: string) => {
    if (!names[host]) throw new Error("no such name");
    return names[host];
  };
  const refused = { kind: "failed", failure: "address_not_allowed", sent: false };
  const post = poster({ rules: { ...strict, ownHost: "pay.example" }, resolve });
  for (const host of ["sneaky.example", "sneaky6.example", "8.8.8.8", "[2606:4700::1111]"]) {
    expect(await post(`https://${host}/`), host).toMatchObject(refused);
  }
  const other = await post(`https://shop.example:${port}/`, { totalMs: 100 });
  expect(other).not.toMatchObject({ failure: "address_not_allowed" });
  const nameless = poster({ rules: { ...strict, ownHost: "gone.example" }, resolve });
  const still = await nameless(`https://shop.example:${port}/`, { totalMs: 100 });
  expect(still).not.toMatchObject({ failure: "address_not_allowed" });
  const opened = poster({ rules: { ...lan, ownHost: "127.0.0.1" }, resolve });
  expect(await opened(`http://inside.example:${port}/`)).toMatchObject({ status: 204 });
  expect(received).toHaveLength(1);
});

test("a redirect is an answer and is not followed", async () => {
  const inner = await sink();
  const outer = await sink((response) => response.writeHead(307, { location: inner.url }).end());
  expect(await poster()(outer.url)).toMatchObject({ kind: "answered", status: 307 });
  expect(inner.received).toHaveLength(0);
});

test("headers that drip end at the total deadline", async () => {
  const host = await tcp((socket) => {
    socket.write("HTTP/1.1 200 OK\r\n");
    const drip = setInterval(() => socket.write("x-drip: 1\r\n"), 50);
    socket.on("close", () => clearInterval(drip));
  });
  const outcome = await poster()(`http://${host}/`, { totalMs: 400 });
  expect(outcome).toMatchObject({ kind: "failed", failure: "timeout" });
  expect(outcome.durationMs).toBeLessThan(4_000);
});

test("a body that drips is cut at the deadline and the status stands", async () => {
  const { url } = await sink((response) => {
    response.writeHead(503);
    const drip = setInterval(() => response.write("x"), 50);
    response.on("close", () => clearInterval(drip));
  });
  const outcome = await poster()(url, { totalMs: 400 });
  expect(outcome).toMatchObject({ kind: "answered", status: 503 });
  expect(outcome.durationMs).toBeGreaterThanOrEqual(390);
  expect(outcome.durationMs).toBeLessThan(4_000);
});

test("an endless answer is read for 64 KiB and no further", async () => {
  let sent = 0;
  const { url } = await sink((response) => {
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(65_536))) sent += 65_536;
    };
    response.on("drain", more);
    more();
  });
  const outcome = await poster()(url);
  expect(outcome).toMatchObject({ kind: "answered", status: 200 });
  if (outcome.kind === "answered") expect(outcome.body.length).toBe(65_536);
  expect(sent).toBeLessThan(64 * 1024 * 1024);
});

test("a compressed answer is not unpacked", async () => {
  const bomb = brotliCompressSync(Buffer.alloc(10_000_000));
  const { url } = await sink((response) =>
    response.writeHead(200, { "content-encoding": "br" }).end(bomb),
  );
  const outcome = await poster()(url);
  if (outcome.kind !== "answered") throw new Error(outcome.kind);
  expect(outcome.body.equals(bomb)).toBe(true);
});

test("each way to fail has its word", async () => {
  const closed = await tcp((socket) => socket.destroy());
  const rubbish = await tcp((socket) => {
    socket.end("SSH-2.0-OpenSSH_9.6\r\n");
  });
  const wordy = await tcp((socket) => {
    socket.write(`HTTP/1.1 200 OK\r\nx: ${"y".repeat(100_000)}\r\n\r\n`);
  });
  const plain = await sink();
  const nobody = await startWebhookSink();
  await nobody.close();
  const post = poster();
  const failure = async (url: string) => {
    const outcome = await post(url, { totalMs: 3_000 });
    return outcome.kind === "failed" ? outcome.failure : outcome.kind;
  };
  expect(await failure(`http://${closed}/`)).toBe("closed");
  expect(await failure(`http://${rubbish}/`)).toBe("unreadable");
  expect(await failure(`http://${wordy}/`)).toBe("too_large");
  expect(await failure(`https://127.0.0.1:${plain.port}/`)).toBe("tls");
  expect(await failure(nobody.url)).toBe("connect");
  const nameless = poster({
    resolve: async () => {
      throw Object.assign(new Error("no such name"), { code: "ENOTFOUND" });
    },
  });
  expect(await nameless("https://no.example/")).toMatchObject({ failure: "dns" });
});

test("a silent name server costs no more than the total deadline", async () => {
  const post = poster({ resolve: () => new Promise(() => {}) });
  const outcome = await post("https://silent.example/", { totalMs: 300 });
  expect(outcome).toMatchObject({ failure: "timeout" });
  expect(outcome.durationMs).toBeLessThan(4_000);
});

test("a shutdown gives up at once, and that is not the receiver's failure", async () => {
  const { url } = await sink(() => {});
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 100);
  const outcome = await poster()(url, { signal: stop.signal });
  expect(outcome.kind).toBe("given_up");
  expect((await poster()(url, { signal: stop.signal })).kind).toBe("given_up");
});
