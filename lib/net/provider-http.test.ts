import { createServer as createHttpServer, type RequestListener } from "node:http";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { setTimeout } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { postToProvider, RESPONSE_BYTES_MAX } from "./provider-http";

const open: { server: Server; sockets: Set<Socket> }[] = [];

async function listen(server: Server): Promise<string> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("error", () => {}); // The client cuts connections on purpose here.
    socket.on("close", () => sockets.delete(socket));
  });
  open.push({ server, sockets });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const http = (listener: RequestListener) => listen(createHttpServer(listener));
const tcp = (onSocket: (socket: Socket) => void) => listen(createServer(onSocket));

afterEach(async () => {
  for (const { server, sockets } of open.splice(0)) {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
});

const soon = { deadlineMs: 400 };

describe("postToProvider", () => {
  it("gives status and text, whatever the status", async () => {
    const url = await http((_, response) => response.writeHead(502).end("<h1>bad gateway</h1>"));
    expect(await postToProvider(url, {}, soon)).toMatchObject({
      kind: "answered",
      status: 502,
      text: "<h1>bad gateway</h1>",
    });
  });

  it("sends JSON, asks for no compression and keeps the connection", async () => {
    const seen: { port: number | undefined; encoding: unknown; body: string }[] = [];
    const url = await http(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += chunk;
      const encoding = request.headers["accept-encoding"];
      seen.push({ port: request.socket.remotePort, encoding, body });
      response.end("{}");
    });
    await postToProvider(url, { a: 1 }, soon);
    await setTimeout(20); // The pool learns that the connection is free a moment after the answer.
    await postToProvider(url, { a: 2 }, soon);
    expect(seen.map((one) => one.body)).toEqual(['{"a":1}', '{"a":2}']);
    expect(seen[0]?.encoding).toBe("identity");
    expect(seen[1]?.port).toBe(seen[0]?.port);
  });

  it("does not follow a redirect", async () => {
    let calls = 0;
    const url = await http((_, response) => {
      calls++;
      response.writeHead(302, { location: "/elsewhere" }).end();
    });
    expect(await postToProvider(url, {}, soon)).toMatchObject({ kind: "answered", status: 302 });
    expect(calls).toBe(1);
  });

  it("never decodes a compressed body", async () => {
    const url = await http((_, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end("plain all the same"),
    );
    expect(await postToProvider(url, {}, soon)).toMatchObject({ text: "plain all the same" });
  });

  it("gives up on silence at the deadline", async () => {
    const url = await http(() => {});
    const reply = await postToProvider(url, {}, soon);
    expect(reply.kind).toBe("timeout");
    expect(reply.durationMs).toBeGreaterThanOrEqual(390);
    expect(reply.durationMs).toBeLessThan(4_000);
  });

  it("gives up on a body that drips past the deadline", async () => {
    const url = await http((request, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write("x"), 20);
      request.socket.on("close", () => clearInterval(drip));
    });
    expect((await postToProvider(url, {}, soon)).kind).toBe("timeout");
  });

  it("stops reading a body above the cap", async () => {
    const url = await http((_, response) => response.end("x".repeat(RESPONSE_BYTES_MAX + 1)));
    expect(await postToProvider(url, {}, soon)).toMatchObject({ kind: "unreadable" });
    expect(
      await postToProvider(url, {}, { ...soon, bytesMax: RESPONSE_BYTES_MAX + 1 }),
    ).toMatchObject({ kind: "answered" });
  });

  it("tells a refused connection from one that was cut", async () => {
    const refused = await tcp(() => {});
    const [{ server }] = open.splice(0) as [(typeof open)[number]];
    await new Promise((resolve) => server.close(resolve));
    expect((await postToProvider(refused, {}, soon)).kind).toBe("unreachable");

    const cut = await tcp((socket) => socket.once("data", () => socket.resetAndDestroy()));
    expect((await postToProvider(cut, {}, soon)).kind).toBe("reset");

    const ended = await http((_, response) => {
      response.writeHead(200, { "content-length": "100" }).write("half");
      setTimeout(20).then(() => response.destroy());
    });
    expect((await postToProvider(ended, {}, soon)).kind).toBe("reset");
  });

  it("a name that does not exist is unreachable", async () => {
    const reply = await postToProvider("http://no-such-host.invalid", {}, { deadlineMs: 5_000 });
    expect(reply.kind).toBe("unreachable");
  });

  it("what is not HTTP is unreadable", async () => {
    const url = await tcp((socket) => socket.once("data", () => socket.end("SSH-2.0-hello\r\n")));
    expect((await postToProvider(url, {}, soon)).kind).toBe("unreadable");
  });

  it("a server that never finishes TLS is unreachable after the connect deadline", async () => {
    const silent = await tcp((socket) => socket.resume());
    const secure = silent.replace("http:", "https:");
    const reply = await postToProvider(secure, {}, { deadlineMs: 9_000 });
    expect(reply.kind).toBe("unreachable");
    expect(reply.durationMs).toBeLessThan(6_000);
  });

  it("a mistake of ours is thrown, not reported as the provider's", async () => {
    await expect(postToProvider("not a url", {}, soon)).rejects.toThrow();
  });
});
