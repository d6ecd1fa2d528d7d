import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { DownloadRefused, download, type Progress } from "./download";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A server that answers this way. */
async function served(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  closing.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const never = new AbortController().signal;

test("rows are counted as they come, the head apart, wherever the stream is cut", async () => {
  const url = await served(async (_request, response) => {
    response.setHeader("X-Total-Count", "3");
    response.setHeader("Content-Disposition", 'attachment; filename="transactions-live.csv"');
    for (const part of ["\ufeffid,am", "ount\r\ntrx_1,۵\r", "\ntrx_2,6\r\ntr", "x_3,7\r\n"]) {
      response.write(part);
      await pause(150);
    }
    response.end();
  });
  const told: Progress[] = [];
  const { file, name, rows } = await download(url, never, (progress) => told.push(progress));
  expect(name).toBe("transactions-live.csv");
  expect(rows).toBe(3);
  expect(new TextDecoder().decode(await file.arrayBuffer())).toBe(
    "id,amount\r\ntrx_1,۵\r\ntrx_2,6\r\ntrx_3,7\r\n",
  );
  expect(told[0]).toEqual({ rows: 0, total: 3 });
  expect(told.at(-1)).toEqual({ rows: 3, total: 3 });
  const counted = told.map((progress) => progress.rows);
  expect(counted).toEqual([...counted].sort((a, b) => a - b));
  expect(counted).toContain(2);
});

test("more rows than are counted have no total", async () => {
  const url = await served((_request, response) => {
    response.setHeader("X-Total-Count", "10000+");
    response.end("id\r\n");
  });
  const told: Progress[] = [];
  expect((await download(url, never, (progress) => told.push(progress))).rows).toBe(0);
  expect(told.at(-1)).toEqual({ rows: 0, total: null });
});

test("a refusal is told by its reason", async () => {
  const url = await served((_request, response) => {
    response.statusCode = 429;
    response.end(JSON.stringify({ error: { reason: "rate_limited" } }));
  });
  const refused = download(url, never, () => {});
  await expect(refused).rejects.toBeInstanceOf(DownloadRefused);
  await expect(refused).rejects.toMatchObject({ status: 429, reason: "rate_limited" });
});

test("a page that is no JSON is a refusal too, without a reason", async () => {
  const url = await served((_request, response) => {
    response.statusCode = 502;
    response.end("<html>");
  });
  await expect(download(url, never, () => {})).rejects.toMatchObject({
    status: 502,
    reason: "",
  });
});

test("a stream that breaks off gives no file", async () => {
  const url = await served(async (_request, response) => {
    response.write("id\r\ntrx_1\r\n");
    await pause(50);
    response.destroy();
  });
  await expect(download(url, never, () => {})).rejects.toThrow(TypeError);
});

test("who stops it gets no file", async () => {
  const url = await served((_request, response) => void response.write("id\r\n"));
  const stop = new AbortController();
  const running = download(url, stop.signal, () => stop.abort());
  await expect(running).rejects.toMatchObject({ name: "AbortError" });
});
