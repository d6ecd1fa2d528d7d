import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { createZarinpal } from "./driver";
import { readEnvelope } from "./envelope";

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

const zarinpal = createZarinpal({ unit: "IRR", deadlines: { verify: 300, request: 300 } });

async function verifyAgainst(listener: RequestListener) {
  server = createServer(listener);
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const account = { baseUrl, credential: "1344b5d4-0048-11e8-94db-005056a205be" };
  return zarinpal.verify(account, { token: "A".repeat(36), amountRials: 10_000n });
}

const PAID = `{"data":{"code":100,"ref_id":1},"errors":[]}`;

describe("a server that misbehaves leaves a verify unknown", () => {
  it.each<[string, string, RequestListener]>([
    ["never answers", "timeout", () => {}],
    [
      "drips",
      "timeout",
      (_, response) => {
        const timer = setInterval(() => response.write(" "), 30);
        response.on("close", () => clearInterval(timer));
      },
    ],
    ["resets", "unreachable", (request) => request.socket.resetAndDestroy()],
    [
      "hangs up half-way through a success",
      "unreachable",
      (_, response) => {
        response.writeHead(200, { "content-length": PAID.length + 1 }).write(PAID);
        setTimeout(() => response.destroy(), 20);
      },
    ],
    ["sends too much", "unreadable", (_, response) => response.end(PAID + " ".repeat(70_000))],
    [
      "sends us elsewhere",
      "unreadable",
      (request, response) => {
        if (request.url === "/elsewhere") return response.end(PAID);
        return response.writeHead(307, { location: "/elsewhere" }).end();
      },
    ],
    [
      "compresses unasked",
      "unreadable",
      (_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end("\x1f\x8b"),
    ],
    [
      "shows an error page",
      "server_error",
      (_, response) => response.writeHead(502).end("<h1>502"),
    ],
  ])("%s: %s", async (_, cause, listener) => {
    expect(await verifyAgainst(listener)).toMatchObject({ outcome: "unknown", cause });
  });
});

describe("readEnvelope", () => {
  it("never throws, and sees success only where errors are empty and the code is 100 or 101", () => {
    const code = fc.oneof(fc.constantFrom(100, 101, "100", "101", -51, "-9"), fc.jsonValue());
    const errors = fc.oneof(
      fc.constantFrom(undefined, null, [], {}),
      fc.record({ code, message: fc.string() }),
      fc.jsonValue(),
    );
    const body = fc.oneof(fc.jsonValue(), fc.record({ data: fc.record({ code }), errors }));
    fc.assert(
      fc.property(body, (value) => {
        const envelope = readEnvelope(value);
        if (envelope.kind !== "success") return;
        const read = value as { data: { code: unknown }; errors?: object | null };
        expect(["100", "101"]).toContain(String(read.data.code).trim());
        expect(Object.keys(read.errors ?? {})).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
