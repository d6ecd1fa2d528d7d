import { expect, test } from "vitest";
import { EVENT_BYTES_MAX } from "@/lib/webhooks/event-body";
import { EVENT_TYPES } from "@/lib/webhooks/event-types";
import { eventBody } from "../../lib/feed/serialize";
import { EVENT_SAMPLES } from "./event-samples";

test.each(EVENT_TYPES.filter((type) => type !== "endpoint.test"))(
  "the sample of %s is what the contract says such an event is, to the last member",
  (type) => {
    const event = JSON.parse(EVENT_SAMPLES[type]);
    expect(event.type).toBe(type);
    expect(eventBody.parse(event)).toEqual(event);
    expect(Object.keys(event)).toEqual(["type", "timestamp", "id", "seq", "data"]);
    const { transaction, refund } = event.data;
    const [room, end] = type.split(".");
    expect(room === "refund" ? refund.status : transaction.status).toBe(end);
    expect(refund === undefined).toBe(room === "transaction");
    const told = room === "refund" ? refund : transaction;
    expect(told.failure === null).toBe(end === "paid" || end === "succeeded");
    expect(Buffer.byteLength(EVENT_SAMPLES[type])).toBeLessThan(EVENT_BYTES_MAX);
  },
);

test("every type has a sample", () => {
  expect(Object.keys(EVENT_SAMPLES).sort()).toEqual([...EVENT_TYPES].sort());
  expect(JSON.parse(EVENT_SAMPLES["endpoint.test"])).toMatchObject({ type: "endpoint.test" });
});
