import { Webhook } from "standardwebhooks";
import { Webhook as SvixWebhook } from "svix";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { signWebhook as signAsBroker } from "@/lib/webhooks/sign-webhook";
import { FlatPaySignatureError, signWebhook, verifyWebhook } from "@/public/sdk/flatpay.mjs";
import { cases, vectors } from "./webhook-vectors.json";

// The npm verifiers have no clock but this one.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe.each(vectors)("the vector of $source", ({ secret, signature, ...message }) => {
  test("is what the broker, the library and the npm verifiers sign", async () => {
    const { id, timestamp, body } = message;
    expect(signAsBroker([secret], message)).toBe(signature);
    expect(await signWebhook({ ...message, secret })).toBe(signature);
    for (const Other of [Webhook, SvixWebhook]) {
      expect(new Other(secret).sign(id, new Date(timestamp * 1000), body)).toBe(signature);
    }
  });
});

const verdictOf = (work: () => unknown) => {
  try {
    work();
    return "accepted";
  } catch {
    return "refused";
  }
};

describe.each(cases)("$name", (one) => {
  const { secrets, body, now } = one;
  const headers = Object.fromEntries(
    Object.entries(one.headers).filter((entry) => entry[1] !== undefined),
  ) as Record<string, string>;

  test(`is ${one.sdk} by the library`, async () => {
    const verdict = await verifyWebhook(body, headers, secrets, { now: now * 1000 }).then(
      (event) => {
        expect(event).toEqual(JSON.parse(body));
        return "accepted";
      },
      (error: unknown) => {
        if (error instanceof FlatPaySignatureError) return error.reason;
        throw error;
      },
    );
    expect(verdict).toBe(one.sdk);
  });

  test(`is ${one.standardwebhooks} by standardwebhooks and ${one.svix} by svix`, () => {
    vi.setSystemTime(now * 1000);
    // They know one secret each; a receiver with several asks once for each.
    const anyOf = (verdicts: string[]) => (verdicts.includes("accepted") ? "accepted" : "refused");
    const by = (Verifier: typeof Webhook | typeof SvixWebhook) =>
      anyOf(secrets.map((secret) => verdictOf(() => new Verifier(secret).verify(body, headers))));
    expect(by(Webhook)).toBe(one.standardwebhooks);
    expect(by(SvixWebhook)).toBe(one.svix);
  });
});

test("the catalogue has what a receiver must take and what it must refuse, in every way", () => {
  const verdicts = new Set(cases.map(({ sdk }) => sdk));
  expect(verdicts).toEqual(
    new Set(["accepted", "wrong_signature", "too_old", "from_the_future", "missing", "malformed"]),
  );
  expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
});
