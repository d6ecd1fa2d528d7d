import { createHash, createHmac } from "node:crypto";
import fc from "fast-check";
import { expect } from "vitest";
import { findCause } from "@/lib/webhooks/diagnose/find-cause";
import type { Finding } from "@/lib/webhooks/diagnose/findings";
import type { Given, KnownSecret, Sent } from "@/lib/webhooks/diagnose/sent";
import { signWebhook } from "@/lib/webhooks/sign-webhook";

export const EVENT_ID = "evt_01JD8ZB2M4N6P8Q0R2S4T6V8WX";
/** A secret that is told from others by its one byte. */
export const secretOf = (fill: number) => `whsec_${Buffer.alloc(32, fill).toString("base64")}`;
/** It, as the database knows it. */
export const known = (secret: string, kind: KnownSecret["kind"] = "current"): KnownSecret => ({
  secret,
  kind,
  endpointId: kind === "other" ? "whe_other" : "whe_own",
  mode: kind === "other" ? "live" : "test",
  endsAt: kind === "old" ? "2026-11-20T00:00:00.000Z" : null,
});

/** An event as it was sent with these secrets, and everything that is known beside it. */
export function sentWith(body: string, signing: string[], secrets: KnownSecret[]): Sent {
  const timestamp = 1_795_000_000;
  const made = (attempt: number, at: number) => ({
    attempt,
    atMs: at * 1_000 + 321,
    timestamp: at,
    header: signWebhook(signing, { id: EVENT_ID, timestamp: at, body }),
    answeredAtMs: null,
  });
  return {
    eventId: EVENT_ID,
    deliveryId: "whd_01JD8ZB2M4N6P8Q0R2S4T6V8WY",
    transactionId: "trx_01JD8ZB2M4N6P8Q0R2S4T6V8WZ",
    body,
    attempt: made(3, timestamp),
    others: [made(1, timestamp - 35), made(2, timestamp - 30)],
    secrets,
  };
}

/** What a receiver computes, every part of it as it should be unless said otherwise. */
export type Receiver = {
  body: string;
  key: Buffer | null;
  hash: string;
  content: (parts: { id: string; time: number; body: string }) => string;
  spell: (digest: Buffer) => string;
};
/** The key that a secret stands for. */
export const decoded = (secret: string) => Buffer.from(secret.slice(6), "base64");
/** The signature that this receiver computes. */
export function computed(sent: Sent, how: Partial<Receiver>): string {
  const { secret = "" } = sent.secrets[0] ?? {};
  const { body = sent.body, key = decoded(secret), hash = "sha256" } = how;
  const content = (how.content ?? (({ id, time, body }) => `${id}.${time}.${body}`))({
    id: sent.eventId,
    time: sent.attempt.timestamp ?? 0,
    body,
  });
  const digest = key === null ? createHash(hash) : createHmac(hash, key);
  return (how.spell ?? ((bytes) => `v1,${bytes.toString("base64")}`))(
    digest.update(content).digest(),
  );
}
/** Of findings only what they say. */
export const codes = (findings: Finding[]) => findings.map(({ code }) => code);
/** What the debugger says of it. */
export const diagnose = (sent: Sent, how: Partial<Receiver>, given: Given = {}) =>
  findCause(sent, { ...given, signature: computed(sent, how) });

/** Persian, slashes, marks of HTML, an empty object and unsorted names: every way of writing it shows. */
export const data = (words: string) => ({
  type: "transaction.paid",
  timestamp: "2026-11-21T10:00:00.000Z",
  id: EVENT_ID,
  seq: 7,
  data: {
    transaction: { url: "https://a.example/b", words, mark: "<&>+", metadata: {} },
    a: [1, true, null],
  },
});
const bodies = fc
  .string({ unit: "grapheme", maxLength: 40 })
  .map((text) => JSON.stringify(data(`پرداخت ${text}`)));
const fills = fc.integer({ min: 1, max: 254 });
const secrets = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((b) => `whsec_${Buffer.from(b).toString("base64")}`);
/** Events of all kinds, signed with secrets of all kinds. */
export const sents = fc
  .record({ body: bodies, secret: secrets, fill: fills })
  .map(({ body, secret, fill }) =>
    sentWith(
      body,
      [secret],
      [known(secret), known(secretOf(fill), "old"), known(secretOf(255), "other")],
    ),
  );

/** For every event, a receiver with exactly this mistake is told exactly this. */
export const mistake = (how: (sent: Sent) => Partial<Receiver>, expected: object[]) =>
  fc.assert(
    fc.asyncProperty(sents, async (sent) => {
      const given = how(sent);
      fc.pre(given.body !== sent.body);
      expect(await diagnose(sent, given)).toMatchObject(expected);
    }),
    { numRuns: 12 },
  );
