import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { createSecureContext } from "node:tls";
import { afterEach, expect, test } from "vitest";
import { selfSigned } from "@/lib/testing/self-signed";
import { startTcpServer } from "@/lib/testing/tcp-server";
import { startWebhookSink } from "@/lib/testing/webhook-sink";
import { addressList } from "./address-rules";
import { postVetted } from "./post-vetted";
import { vettedAgent } from "./vetted-agent";

/** 127.0.0.1 stands in for a public address: the tests stay on this machine. */
const rules = { loopback: false, allowed: addressList(["127.0.0.1/32"]), ownHost: null };
const NOTHING = { dnsMs: null, connectMs: null, tlsMs: null };
const [DNS_MS, TLS_MS, ANSWER_MS] = [60, 90, 120];
/** Timers may fire a millisecond early. */
const atLeast = (ms: number) => ms - 2;

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});
const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
/** The pool takes a connection back a moment after its answer ended. */
const settled = () => later(20);

/** A site whose handshake and answer take a while, and what asks its name, which takes one too. */
async function slowSite({ close = false } = {}) {
  const { key, cert } = selfSigned("shop.example");
  const context = createSecureContext({ key, cert });
  const counted = { connections: 0, requests: 0 };
  const SNICallback = (_: string, done: (error: null, ctx: typeof context) => void) => {
    setTimeout(done, TLS_MS, null, context);
  };
  const server: Server = createServer({ SNICallback }, (request, response) => {
    counted.requests++;
    request.resume();
    if (close) response.setHeader("connection", "close");
    setTimeout(() => response.writeHead(200).end("ok"), ANSWER_MS);
  });
  server.on("connection", () => counted.connections++);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  cleanups.push(async () => server.close().closeAllConnections());
  const { port } = server.address() as AddressInfo;
  return { url: `https://shop.example:${port}/hook`, cert, counted };
}

function poster(ca?: string, resolve = async () => ["127.0.0.1"]) {
  const slowly = async () => {
    await later(DNS_MS);
    return resolve();
  };
  const agent = vettedAgent(rules, slowly, ca);
  cleanups.push(() => agent.destroy());
  return (url: string, totalMs = 3_000) =>
    postVetted({ url: new URL(url), headers: {}, body: Buffer.from("{}"), agent, totalMs });
}

test("the request that opens a connection is told what that took, the next found it open", async () => {
  const { url, cert, counted } = await slowSite();
  const post = poster(cert);
  const first = await post(url);
  expect(first).toMatchObject({ kind: "answered", status: 200, sent: true });
  expect(first.dnsMs).toBeGreaterThanOrEqual(atLeast(DNS_MS));
  expect(first.connectMs).toBeGreaterThanOrEqual(0);
  expect(first.tlsMs).toBeGreaterThanOrEqual(atLeast(TLS_MS));
  expect(first.firstByteMs).toBeGreaterThanOrEqual(atLeast(ANSWER_MS));
  const { dnsMs, connectMs, tlsMs, firstByteMs } = first;
  const parts = [dnsMs, connectMs, tlsMs, firstByteMs].reduce<number>((a, b) => a + (b ?? 0), 0);
  // Each is rounded, and the answer's end comes after its first byte.
  expect(first.durationMs).toBeGreaterThanOrEqual(parts - 3);
  expect(first.durationMs).toBeLessThan(parts + 1_000);

  await settled();
  const second = await post(url);
  expect(second).toMatchObject({ status: 200, ...NOTHING });
  expect(second.firstByteMs).toBeGreaterThanOrEqual(atLeast(ANSWER_MS));
  expect(second.durationMs).toBeLessThan(first.durationMs - DNS_MS);
  expect(counted).toEqual({ connections: 1, requests: 2 });
});

test("of requests at the same time each is told of its own connection, once", async () => {
  const { url, cert, counted } = await slowSite();
  const post = poster(cert);
  const crowd = () => Promise.all(Array.from({ length: 8 }, () => post(url)));
  for (const one of await crowd()) {
    expect(one.tlsMs).toBeGreaterThanOrEqual(atLeast(TLS_MS));
    expect(one.dnsMs).toBeGreaterThanOrEqual(atLeast(DNS_MS));
  }
  await settled();
  for (const one of await crowd()) expect(one).toMatchObject({ status: 200, ...NOTHING });
  expect(counted).toEqual({ connections: 8, requests: 16 });
});

test("where every connection is closed after its answer, every request is told", async () => {
  const { url, cert, counted } = await slowSite({ close: true });
  const post = poster(cert);
  for (const _ of [1, 2, 3]) {
    const one = await post(url);
    expect(one).toMatchObject({ status: 200 });
    expect(one.dnsMs).toBeGreaterThanOrEqual(atLeast(DNS_MS));
    // From the second on the session is taken up again, which takes next to nothing.
    expect(one.tlsMs).toBeGreaterThanOrEqual(0);
  }
  expect(counted.connections).toBe(3);
});

test("a certificate that nobody vouches for, or of another name, is refused before anything is sent", async () => {
  const { url, cert, counted } = await slowSite();
  const tls = { kind: "failed", failure: "tls", sent: false, firstByteMs: null };
  expect(await poster()(url)).toMatchObject(tls);
  expect(await poster(cert)(url.replace("shop.", "other."))).toMatchObject(tls);
  expect(counted.requests).toBe(0);
});

test("a failure tells how far it came, and where its time went", async () => {
  const silent = await startTcpServer(() => {});
  cleanups.push(silent.close);
  const noName = async (): Promise<string[]> => {
    throw new Error("no such name");
  };
  const nameless = await poster(undefined, noName)("https://shop.example/");
  expect(nameless).toMatchObject({ failure: "dns", sent: false, connectMs: null, tlsMs: null });
  expect(nameless.dnsMs).toBeGreaterThanOrEqual(atLeast(DNS_MS));

  const stuck = await poster()(`https://shop.example:${silent.port}/`, 300);
  expect(stuck).toMatchObject({ failure: "timeout", sent: false, firstByteMs: null });
  expect(stuck.dnsMs).toBeGreaterThanOrEqual(atLeast(DNS_MS));
  expect(stuck.tlsMs).toBeGreaterThan(100);

  const mute = await poster()(`http://shop.example:${silent.port}/`, 300);
  expect(mute).toMatchObject({ failure: "timeout", sent: true, tlsMs: null, firstByteMs: null });
  expect(mute.connectMs).toBeGreaterThanOrEqual(0);

  const nobody = await startWebhookSink();
  await nobody.close();
  const refused = await poster()(`http://shop.example:${nobody.port}/`);
  expect(refused).toMatchObject({ failure: "connect", sent: false, tlsMs: null });
});

test("the first byte is that of the answer's head, though the rest of it drips", async () => {
  const dripping = await startTcpServer((socket) => {
    socket.once("data", async () => {
      socket.write("HTTP/1.1 200 OK\r\n");
      await later(300);
      socket.end("content-length: 0\r\n\r\n");
    });
  });
  cleanups.push(dripping.close);
  const one = await poster()(`http://shop.example:${dripping.port}/`);
  expect(one).toMatchObject({ kind: "answered", status: 200 });
  expect(one.firstByteMs).toBeLessThan(250);
  expect(one.durationMs).toBeGreaterThanOrEqual(atLeast(DNS_MS + 300));
});

test("a handshake that fails leaves no socket behind", async () => {
  const closed: Promise<unknown>[] = [];
  const rude = await startTcpServer((socket) => {
    closed.push(new Promise((resolve) => socket.once("close", resolve)));
    socket.once("data", () => socket.write("SSH-2.0-OpenSSH_9.6\r\n"));
  });
  cleanups.push(rude.close);
  const one = await poster()(`https://shop.example:${rude.port}/`);
  expect(one).toMatchObject({ failure: "tls", sent: false });
  expect(closed).toHaveLength(1);
  await Promise.all(closed);
});
