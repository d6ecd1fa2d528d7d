import { afterEach, expect, test } from "vitest";
import { startTcpServer } from "@/lib/testing/tcp-server";
import { startWebhookSink } from "@/lib/testing/webhook-sink";
import { pingEndpoint, requireConnected, requireTaken } from "./ping-endpoint";

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const secret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const named = { endpointId: "whe_1", appId: "app_1", secrets: [secret] };
const ping = (url: string, mode: "test" | "live" = "test") =>
  pingEndpoint({ ...named, url, mode, totalMs: 1_500 });
async function sink(...args: Parameters<typeof startWebhookSink>) {
  const started = await startWebhookSink(...args);
  closers.push(started.close);
  return started;
}
async function tcp(...args: Parameters<typeof startTcpServer>) {
  const started = await startTcpServer(...args);
  closers.push(started.close);
  return started.host;
}

test.each([
  [200, true, null],
  [204, true, null],
  [302, false, "redirect"],
  [401, false, "http_status"],
  [410, false, "http_status"],
  [500, false, "http_status"],
])("an answer with %i is an answer", async (status, ok, error) => {
  const { url, received } = await sink((response) => response.writeHead(status).end());
  const result = await ping(url);
  expect(result).toMatchObject({ ok, status, error, connected: true });
  expect(received).toHaveLength(1);
  expect(result.exchange).toMatchObject({
    url,
    status,
    requestHeaders: { "webhook-id": received[0]?.headers["webhook-id"] },
  });
  expect(() => requireConnected(result)).not.toThrow();
  if (ok) return expect(() => requireTaken(result)).not.toThrow();
  expect(() => requireTaken(result)).toThrow(
    expect.objectContaining({
      code: "conflict",
      reason: "endpoint_test_failed",
      details: { test: { status, error } },
    }),
  );
});

test("who took the request and is slow is there all the same", async () => {
  const { url } = await sink(() => {});
  const result = await ping(url);
  expect(result).toMatchObject({ ok: false, status: null, error: "timeout", connected: true });
  expect(result.exchange.requestHeaders).not.toBeNull();
});

test("what is no receiver is told by its fault", async () => {
  const plain = await sink();
  const nobody = await startWebhookSink();
  await nobody.close();
  const closed = await tcp((socket) => socket.destroy());
  const banner = await tcp((socket) => socket.end("SSH-2.0-OpenSSH_9.6\r\n"));
  const silent = await tcp(() => {});
  for (const [url, error, mode] of [
    [nobody.url, "connect"],
    ["https://nothing.invalid/", "dns"],
    [`https://127.0.0.1:${plain.port}/`, "tls"],
    [`http://${closed}/`, "closed"],
    [`http://${banner}/`, "unreadable"],
    // Connected, but TLS never came about: the request was not sent.
    [`https://${silent}/`, "timeout"],
    [plain.url, "address_not_allowed", "live"],
  ] as const) {
    const result = await ping(url, mode);
    expect(result, url).toMatchObject({ ok: false, status: null, error, connected: false });
    expect(() => requireConnected(result)).toThrow(
      expect.objectContaining({
        code: "invalid_request",
        reason: "endpoint_unreachable",
        details: { field: "url", test: { status: null, error } },
      }),
    );
  }
  expect(plain.received).toHaveLength(0);
});
