import { createHash, createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { signWebhook } from "../sign-webhook";
import { findCause } from "./find-cause";
import type { BodyWay, Finding } from "./findings";
import type { Given, KnownSecret, Sent } from "./sent";

const ID = "evt_01JD8ZB2M4N6P8Q0R2S4T6V8WX";
const secretOf = (fill: number) => `whsec_${Buffer.alloc(32, fill).toString("base64")}`;
const known = (secret: string, kind: KnownSecret["kind"] = "current"): KnownSecret => ({
  secret,
  kind,
  endpointId: kind === "other" ? "whe_other" : "whe_own",
  mode: kind === "other" ? "live" : "test",
  endsAt: kind === "old" ? "2026-11-20T00:00:00.000Z" : null,
});

/** An event as it was sent with these secrets, and everything that is known beside it. */
function sentWith(body: string, signing: string[], secrets: KnownSecret[]): Sent {
  const timestamp = 1_795_000_000;
  const made = (attempt: number, at: number) => ({
    attempt,
    atMs: at * 1_000 + 321,
    timestamp: at,
    header: signWebhook(signing, { id: ID, timestamp: at, body }),
    answeredAtMs: null,
  });
  return {
    eventId: ID,
    deliveryId: "whd_01JD8ZB2M4N6P8Q0R2S4T6V8WY",
    transactionId: "trx_01JD8ZB2M4N6P8Q0R2S4T6V8WZ",
    body,
    attempt: made(3, timestamp),
    others: [made(1, timestamp - 35), made(2, timestamp - 30)],
    secrets,
  };
}

/** What a receiver computes, every part of it as it should be unless said otherwise. */
type Receiver = {
  body: string;
  key: Buffer | null;
  hash: string;
  content: (parts: { id: string; time: number; body: string }) => string;
  spell: (digest: Buffer) => string;
};
const decoded = (secret: string) => Buffer.from(secret.slice(6), "base64");
function computed(sent: Sent, how: Partial<Receiver>): string {
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
const codes = (findings: Finding[]) => findings.map(({ code }) => code);
const diagnose = (sent: Sent, how: Partial<Receiver>, given: Given = {}) =>
  findCause(sent, { ...given, signature: computed(sent, how) });

/** Persian, slashes, marks of HTML, an empty object and unsorted names: every way of writing it shows. */
const data = (words: string) => ({
  type: "transaction.paid",
  timestamp: "2026-11-21T10:00:00.000Z",
  id: ID,
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
const sents = fc
  .record({ body: bodies, secret: secrets, fill: fills })
  .map(({ body, secret, fill }) =>
    sentWith(
      body,
      [secret],
      [known(secret), known(secretOf(fill), "old"), known(secretOf(255), "other")],
    ),
  );

/** For every event, a receiver with exactly this mistake is told exactly this. */
const mistake = (how: (sent: Sent) => Partial<Receiver>, expected: object[]) =>
  fc.assert(
    fc.asyncProperty(sents, async (sent) => {
      const given = how(sent);
      fc.pre(given.body !== sent.body);
      expect(await diagnose(sent, given)).toMatchObject(expected);
    }),
    { numRuns: 12 },
  );

const parsed = (sent: Sent) => JSON.parse(sent.body);
const escaped = (text: string) =>
  text.replace(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
/** Between members as Python writes them; the values of these events have neither mark in them. */
const spaced = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(spaced).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([k, v]) => `${JSON.stringify(k)}: ${spaced(v)}`)
    .join(", ")}}`;
};
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(
    names.map((name) => [name, sorted((value as Record<string, unknown>)[name])]),
  );
};

describe("a body that is not the one that came", () => {
  const way = (name: BodyWay) => [{ code: "body_rewritten", certain: true, facts: { way: name } }];
  test.each<[BodyWay, (sent: Sent) => string]>([
    ["json_indented_2", (sent) => JSON.stringify(parsed(sent), null, 2)],
    ["json_indented_4", (sent) => JSON.stringify(parsed(sent), null, 4)],
    ["json_indented_tab", (sent) => JSON.stringify(parsed(sent), null, "\t")],
    ["python", (sent) => escaped(spaced(parsed(sent)))],
    ["python_unicode", (sent) => spaced(parsed(sent))],
    ["php", (sent) => escaped(sent.body).replaceAll("/", "\\/")],
    ["php_unicode", (sent) => sent.body.replaceAll("/", "\\/").replace(/[\u2028\u2029]/g, escaped)],
    [
      "php_arrays",
      (sent) => escaped(sent.body).replaceAll("/", "\\/").replace('"metadata":{}', '"metadata":[]'),
    ],
    ["data_only", (sent) => JSON.stringify(parsed(sent).data)],
    ["quoted_twice", (sent) => JSON.stringify(sent.body)],
    ["object_object", (sent) => String(parsed(sent))],
    ["empty", () => ""],
    ["latin1", (sent) => Buffer.from(sent.body).toString("latin1")],
    [
      "go",
      (sent) =>
        sent.body.replace(
          /[<>&\u2028\u2029]/g,
          (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
        ),
    ],
  ])("%s", (name, write) => mistake((sent) => ({ body: write(sent) }), way(name)));

  test.each<[string, (body: string) => string]>([
    ["newline", (body) => `${body}\n`],
    ["crlf", (body) => `${body}\r\n`],
    ["bom", (body) => `\ufeff${body}`],
  ])("edge: %s", (edge, write) =>
    mistake((sent) => ({ body: write(sent.body) }), [{ code: "body_edge", facts: { edge } }]),
  );

  test("its members sorted", () =>
    mistake(
      (sent) => ({ body: JSON.stringify(sorted(parsed(sent))) }),
      [{ code: "body_keys_sorted" }],
    ));

  test("sorted and indented with a line end: three mistakes of one place", async () => {
    const sent = sentWith(JSON.stringify(data("x")), [secretOf(1)], [known(secretOf(1))]);
    const body = `${JSON.stringify(parsed(sent), null, 2)}\n`;
    expect(codes(await diagnose(sent, { body }))).toEqual(["body_rewritten", "body_edge"]);
  });

  test("one that we cannot explain is found when it is handed in, and where it differs", async () => {
    const sent = sentWith(JSON.stringify(data("x")), [secretOf(1)], [known(secretOf(1))]);
    const body = sent.body.replace('"seq":7', '"seq":8');
    expect(await diagnose(sent, { body })).toMatchObject([{ code: "not_reproduced" }]);
    const offset = sent.body.indexOf("7,");
    expect(await diagnose(sent, { body }, { body })).toMatchObject([
      { code: "body_changed", facts: { offset } },
    ]);
  });
});

describe("a wrong key", () => {
  const text = (sent: Sent) => sent.secrets[0]?.secret ?? "";
  test.each<[string, (sent: Sent) => Buffer | null, object[]]>([
    [
      "the text",
      (s) => Buffer.from(text(s)),
      [{ code: "secret_not_decoded", facts: { prefixed: true } }],
    ],
    [
      "the text without whsec_",
      (s) => Buffer.from(text(s).slice(6)),
      [{ code: "secret_not_decoded", facts: { prefixed: false } }],
    ],
    [
      "whsec_ decoded too",
      (s) => Buffer.from(text(s), "base64"),
      [{ code: "secret_decoded_with_prefix" }],
    ],
    [
      "decoded to text",
      (s) => Buffer.from(decoded(text(s)).toString()),
      [{ code: "secret_decoded_to_text" }],
    ],
    [
      "an old secret",
      (s) => decoded(s.secrets[1]?.secret ?? ""),
      [{ code: "secret_old", facts: { ended_at: "2026-11-20T00:00:00.000Z" } }],
    ],
    [
      "another endpoint's",
      (s) => decoded(s.secrets[2]?.secret ?? ""),
      [{ code: "secret_of_another_endpoint", facts: { endpoint_id: "whe_other", mode: "live" } }],
    ],
    ["none", () => null, [{ code: "hash_unkeyed" }]],
  ])("%s", (_, key, expected) =>
    fc.assert(
      fc.asyncProperty(sents, async (sent) => {
        const signature = computed(sent, { key: key(sent) });
        expect(await findCause(sent, { signature })).toMatchObject(expected);
      }),
      { numRuns: 12 },
    ),
  );
  test("a secret that is newer than the attempt", async () => {
    const [old, now] = [secretOf(1), secretOf(2)];
    const sent = sentWith(JSON.stringify(data("x")), [old], [known(now), known(old, "old")]);
    expect(await diagnose(sent, {})).toMatchObject([{ code: "secret_newer" }]);
  });

  test.each([
    [secretOf(9), {}],
    ["fps_test_4f5a", { looks_like: "api_secret" }],
    ["fpk_test_4f5a", { looks_like: "public_key" }],
  ])("one that is nobody's, with the signature and without: %s", async (secret, facts) => {
    const sent = sentWith(JSON.stringify(data("x")), [secretOf(1)], [known(secretOf(1))]);
    const expected = [{ code: "secret_unknown", certain: true, facts }];
    expect(await findCause(sent, { secret })).toEqual(expected);
    const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
    expect(await diagnose(sent, { key }, { secret })).toEqual(expected);
  });
});

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

describe("a wrong spelling", () => {
  test.each<[string, Partial<Receiver>, object[]]>([
    ["hexadecimal", { spell: (d) => d.toString("hex") }, [{ code: "encoding_hex" }]],
    [
      "hexadecimal as GitHub does",
      { spell: (d) => `sha256=${d.toString("hex")}` },
      [{ code: "prefix_foreign", facts: { prefix: "sha256=" } }, { code: "encoding_hex" }],
    ],
    [
      "no padding",
      { spell: (d) => `v1,${d.toString("base64").replace("=", "")}` },
      [{ code: "encoding_unpadded" }],
    ],
    [
      "base64 of hexadecimal",
      { spell: (d) => Buffer.from(d.toString("hex")).toString("base64") },
      [{ code: "encoding_hex_in_base64" }],
    ],
    ["sha1", { hash: "sha1" }, [{ code: "hash_wrong", facts: { hash: "sha1" } }]],
    ["sha512", { hash: "sha512" }, [{ code: "hash_wrong", facts: { hash: "sha512" } }]],
  ])("%s", (_, how, expected) => mistake(() => how, expected));

  test("the other alphabet, where it shows", () =>
    fc.assert(
      fc.asyncProperty(sents, async (sent) => {
        const signature = computed(sent, { spell: (d) => `${d.toString("base64url")}=` });
        fc.pre(/[-_]/.test(signature));
        expect(codes(await findCause(sent, { signature }))).toEqual(["encoding_base64url"]);
      }),
      { numRuns: 12 },
    ));
});

describe("what was computed is right", () => {
  test("so the comparison is not", () => mistake(() => ({}), [{ code: "correct", certain: true }]));

  test("bare base64 may be compared with v1, before it", async () => {
    const sent = sentWith(JSON.stringify(data("x")), [secretOf(1)], [known(secretOf(1))]);
    const bare = await diagnose(sent, { spell: (d) => d.toString("base64") });
    expect(bare).toMatchObject([
      { code: "correct", certain: true },
      { code: "prefix_compared", certain: false },
    ]);
  });

  test("of two signatures the first, and the second", async () => {
    const [now, old] = [secretOf(1), secretOf(2)];
    const sent = sentWith(JSON.stringify(data("x")), [now, old], [known(now), known(old, "old")]);
    expect(codes(await diagnose(sent, {}))).toEqual(["correct", "list_compared"]);
    expect(codes(await diagnose(sent, { key: decoded(old) }))).toEqual([
      "correct",
      "first_only_compared",
    ]);
  });
});

describe("mistakes of several places", () => {
  const sent = sentWith(
    JSON.stringify(data("چند")),
    [secretOf(1)],
    [known(secretOf(1)), known(secretOf(2), "old")],
  );
  test.each<[Partial<Receiver>, string[]]>([
    [
      { body: JSON.stringify(data("چند"), null, 2), key: Buffer.from(secretOf(1)) },
      ["body_rewritten", "secret_not_decoded"],
    ],
    [
      { key: Buffer.from(secretOf(2)), spell: (d) => d.toString("hex") },
      ["secret_old", "secret_not_decoded", "encoding_hex"],
    ],
    [
      {
        body: escaped(sentBody()).replaceAll("/", "\\/"),
        key: Buffer.from(secretOf(1)),
        content: ({ time, body }) => `${time}.${body}`,
      },
      ["body_rewritten", "secret_not_decoded", "content_without_id"],
    ],
    [
      {
        hash: "sha512",
        key: Buffer.from(secretOf(1)),
        content: ({ body }) => body,
        spell: (d) => d.toString("hex"),
      },
      [
        "secret_not_decoded",
        "content_without_id",
        "content_without_timestamp",
        "encoding_hex",
        "hash_wrong",
      ],
    ],
  ])("%#", async (how, expected) => expect(codes(await diagnose(sent, how))).toEqual(expected));

  function sentBody() {
    return JSON.stringify(data("چند"));
  }

  test("nonsense is not explained", async () => {
    expect(codes(await findCause(sent, { signature: "v1,deadbeef" }))).toEqual(["not_reproduced"]);
    const random = createHash("sha256").update("x").digest("base64");
    expect(codes(await findCause(sent, { signature: random }))).toEqual(["not_reproduced"]);
  });
});

describe("with only what was hashed", () => {
  const sent = sentWith(JSON.stringify(data("x")), [secretOf(1)], [known(secretOf(1))]);
  const { attempt } = sent;
  test.each<[Given, object[]]>([
    [
      {
        body: sent.body,
        secret: secretOf(1),
        timestamp: String(attempt.timestamp),
        header: attempt.header ?? "",
      },
      [{ code: "inputs_right" }],
    ],
    [{ body: `${sent.body}\n` }, [{ code: "body_edge" }]],
    [{ body: "" }, [{ code: "body_rewritten", facts: { way: "empty" } }]],
    [
      { header: "X-Webhook-Signature" },
      [{ code: "header_wrong", facts: { header: "x-webhook-signature" } }],
    ],
    [{ header: "webhook-id: evt_1" }, [{ code: "header_wrong", facts: { header: "webhook-id" } }]],
    [{ header: ID }, [{ code: "header_wrong", facts: { header: "webhook-id" } }]],
    [
      { header: String(attempt.timestamp) },
      [{ code: "header_wrong", facts: { header: "webhook-timestamp" } }],
    ],
    [{ header: `Webhook-Signature: ${attempt.header}` }, [{ code: "inputs_right" }]],
    [
      { header: sent.others[0]?.header ?? "" },
      [{ code: "header_of_another_attempt", facts: { attempt: 1 } }],
    ],
  ])("%#", async (given, expected) => expect(await findCause(sent, given)).toMatchObject(expected));

  test("an answer whose clock is far off says so", async () => {
    const answeredAtMs = attempt.atMs - 400_000;
    const off = { ...sent, attempt: { ...attempt, answeredAtMs } };
    expect(await findCause(off, { body: sent.body })).toMatchObject([
      { code: "inputs_right" },
      { code: "clock_off", certain: false, facts: { seconds_off: -400 } },
    ]);
  });
});
