import { Writable } from "node:stream";
import pino from "pino";
import { expect, test } from "vitest";
import { describeError, scrub } from "./log";

const CANARIES = {
  secret: "fps_live_CANARYCANARYCANARYCANARYCANARYCANARY123",
  webhook: "whsec_CANARYCANARYCANARYCANARYCANARYCANARY1234=",
  bearer: "Bearer CANARY.CANARY.CANARY-CANARY",
  card: "6037991234567893",
  mobile: "09121234567",
  international: "+989121234567",
  url: "postgres://flatpay:CANARYCANARY@127.0.0.1:5432/x",
};

test("secrets, full cards and mobiles are masked wherever they stand in a line", () => {
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const logger = pino({ hooks: { streamWrite: scrub } }, sink);
  for (const [name, value] of Object.entries(CANARIES)) {
    logger.info({ [name]: value, nested: { list: [value] } }, `text ${value} text`);
    logger.error(describeError(new Error(`failed on ${value}`, { cause: new Error(value) })));
  }
  const all = lines.join("");
  expect(all).not.toMatch(/CANARY/);
  expect(all).not.toContain("6037991234567893");
  expect(all).not.toMatch(/9121234567/);
  expect(all).toContain("603799******7893");
});

test("ids, times and amounts are left as they are", () => {
  const line =
    '{"id":"trx_01M7Y4CXE4P34XRWSDQPNG66M4","amount":1000000000,"at":"2026-11-21T04:03:27.243Z"}';
  expect(scrub(line)).toBe(line);
});

test("a line stays one line whatever is logged", () => {
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  pino({ hooks: { streamWrite: scrub } }, sink).info({ path: '/x\n{"level":"fatal"}' });
  expect(lines.join("").trim().split("\n")).toHaveLength(1);
});
