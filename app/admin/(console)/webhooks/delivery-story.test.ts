import { expect, test } from "vitest";
import type { DeliveryLine } from "@/lib/webhooks/serialize";
import { recommendedAct } from "./[id]/recommended-act";
import { deliveryStory } from "./delivery-story";

const NOW = Date.parse("2026-11-21T12:00:00Z");
const at = (seconds: number) => new Date(NOW + seconds * 1_000);

/** A delivery that failed once with a 404 and waits for its next attempt. */
const line = (given: Partial<DeliveryLine> = {}) =>
  ({
    status: "pending",
    attempt: 1,
    lastStatus: 404,
    lastError: "http_status",
    nextAttemptAt: at(240),
    endpointStatus: "enabled",
    endpointDeletedAt: null,
    endpointOpenUntil: null,
    resumeStatus: null,
    ...given,
  }) as DeliveryLine;
const never = { attempt: 0, lastStatus: null, lastError: null };

test.each<[string, Partial<DeliveryLine>, Partial<ReturnType<typeof deliveryStory>>]>([
  [
    "that failed and waits",
    {},
    { failure: "not_found", status: 404, next: "planned", at: at(240) },
  ],
  ["that is due", { nextAttemptAt: at(-1) }, { next: "due", at: null }],
  ["never tried", { ...never, nextAttemptAt: at(0) }, { failure: null, tries: 0, next: "due" }],
  ["under way", { status: "sending" }, { next: "sending" }],
  ["given up", { status: "dead" }, { next: "dead" }],
  ["behind an open breaker", { endpointOpenUntil: at(300) }, { next: "resting", at: at(300) }],
  [
    "due behind an open breaker",
    { nextAttemptAt: at(-9), endpointOpenUntil: at(20) },
    { at: at(20) },
  ],
  ["behind one that opens sooner", { endpointOpenUntil: at(20) }, { next: "planned", at: at(240) }],
  [
    "behind one that was open",
    { nextAttemptAt: at(-9), endpointOpenUntil: at(-5) },
    { next: "due" },
  ],
  [
    "that a person sends through an open breaker",
    { nextAttemptAt: at(0), endpointOpenUntil: at(20), resumeStatus: "dead" },
    { next: "due" },
  ],
  ["held by a pause", { status: "held", endpointStatus: "paused" }, { next: "held_paused" }],
  ["held and disabled", { status: "held", endpointStatus: "disabled" }, { next: "held_disabled" }],
  ["held and enabled again", { status: "held" }, { next: "held" }],
  ["whose endpoint is deleted", { endpointDeletedAt: at(-9) }, { next: "canceled" }],
  ["that arrived", { status: "delivered", lastStatus: 204, lastError: null }, { next: null }],
  [
    "that arrived before",
    { status: "delivered" },
    { failure: "not_found", next: "arrived_before" },
  ],
  ["whose answer broke off", { lastStatus: 200, lastError: "timeout" }, { status: null }],
])("a delivery %s is told so", (_, given, expected) => {
  expect(deliveryStory(line(given), NOW)).toMatchObject(expected);
});

test.each<[Partial<DeliveryLine>, ReturnType<typeof recommendedAct>]>([
  [{}, "address"],
  [{ lastStatus: 401 }, "signature"],
  [{ lastStatus: 400, status: "dead" }, "signature"],
  [{ lastStatus: 500 }, null],
  [{ lastStatus: null, lastError: "dns" }, "address"],
  [{ lastStatus: null, lastError: "timeout" }, null],
  [{ status: "held", endpointStatus: "disabled" }, "enable"],
  [{ status: "held", endpointStatus: "paused", ...never }, "enable"],
  [{ status: "delivered" }, null],
  [{ endpointDeletedAt: at(-9) }, null],
  [never, null],
])("of %o the act is %s", (given, act) => {
  expect(recommendedAct(line(given))).toBe(act);
});
