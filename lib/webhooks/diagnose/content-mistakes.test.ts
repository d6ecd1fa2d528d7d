import { describe, expect, test } from "vitest";
import {
  codes,
  computed,
  data,
  diagnose,
  known,
  mistake,
  type Receiver,
  secretOf,
  sentWith,
} from "@/lib/testing/mistaken-receiver";
import { findCause } from "./find-cause";

describe("a wrong content", () => {
  test.each<[string, Receiver["content"], object[]]>([
    ["no id", ({ time, body }) => `${time}.${body}`, [{ code: "content_without_id" }]],
    ["no time", ({ id, body }) => `${id}.${body}`, [{ code: "content_without_timestamp" }]],
    [
      "the body alone",
      ({ body }) => body,
      [{ code: "content_without_id" }, { code: "content_without_timestamp" }],
    ],
    [
      "colons",
      ({ id, time, body }) => `${id}:${time}:${body}`,
      [{ code: "content_separator", facts: { separator: ":" } }],
    ],
    [
      "nothing between",
      ({ id, time, body }) => `${id}${time}${body}`,
      [{ code: "content_separator", facts: { separator: "" } }],
    ],
    [
      "time first",
      ({ id, time, body }) => `${time}.${id}.${body}`,
      [{ code: "content_order", facts: { order: "timestamp.id.body" } }],
    ],
    [
      "body first",
      ({ id, time, body }) => `${body}.${time}.${id}`,
      [{ code: "content_order", facts: { order: "body.timestamp.id" } }],
    ],
    [
      "the delivery's id",
      ({ time, body }) => `whd_01JD8ZB2M4N6P8Q0R2S4T6V8WY.${time}.${body}`,
      [{ code: "content_wrong_id", facts: { id_of: "delivery" } }],
    ],
    [
      "the transaction's id",
      ({ time, body }) => `trx_01JD8ZB2M4N6P8Q0R2S4T6V8WZ.${time}.${body}`,
      [{ code: "content_wrong_id", facts: { id_of: "transaction" } }],
    ],
    [
      "milliseconds",
      ({ id, time, body }) => `${id}.${time * 1_000}.${body}`,
      [{ code: "timestamp_milliseconds" }],
    ],
    [
      "another attempt's time",
      ({ id, time, body }) => `${id}.${time - 30}.${body}`,
      [{ code: "timestamp_of_another_attempt", facts: { attempt: 2 } }],
    ],
    [
      "the event's time",
      ({ id, body }) => `${id}.2026-11-21T10:00:00.000Z.${body}`,
      [{ code: "timestamp_of_event" }],
    ],
    [
      "its own clock's",
      ({ id, time, body }) => `${id}.${time + 4}.${body}`,
      [{ code: "timestamp_own_clock", facts: { seconds_off: 4 } }],
    ],
  ])("%s", (_, content, expected) => mistake(() => ({ content }), expected));

  test("a clock that is off by more is found when its time is handed in", async () => {
    const sent = sentWith(JSON.stringify(data("x")), [secretOf(1)], [known(secretOf(1))]);
    const off = 3_600;
    const timestamp = String((sent.attempt.timestamp ?? 0) + off);
    const content: Receiver["content"] = ({ id, body }) => `${id}.${timestamp}.${body}`;
    const clock = { code: "timestamp_own_clock", certain: true, facts: { seconds_off: off } };
    expect(await diagnose(sent, { content }, { timestamp })).toEqual([clock]);
    expect(await findCause(sent, { timestamp })).toEqual([
      clock,
      { code: "clock_off", certain: false, facts: { seconds_off: off } },
    ]);
    const ms = String((sent.attempt.timestamp ?? 0) * 1_000);
    expect(codes(await findCause(sent, { timestamp: ms }))).toEqual(["timestamp_milliseconds"]);
  });

  test("where the headers of an attempt were not kept, its time is enough", async () => {
    const kept = sentWith(JSON.stringify(data("x")), [secretOf(1)], [known(secretOf(1))]);
    const sent = { ...kept, attempt: { ...kept.attempt, timestamp: null, header: null } };
    expect(codes(await findCause(sent, { signature: computed(kept, {}) }))).toEqual(["correct"]);
    const key = Buffer.from(secretOf(1));
    const signature = computed(kept, { key });
    expect(codes(await findCause(sent, { signature }))).toEqual(["secret_not_decoded"]);
  });
});
