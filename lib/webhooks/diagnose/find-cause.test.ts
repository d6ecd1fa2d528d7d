import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  codes,
  computed,
  data,
  decoded,
  diagnose,
  EVENT_ID,
  known,
  mistake,
  type Receiver,
  secretOf,
  sents,
  sentWith,
} from "@/lib/testing/mistaken-receiver";
import { findCause } from "./find-cause";
import type { Given, Sent } from "./sent";

const escaped = (text: string) =>
  text.replace(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
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
    [{ header: EVENT_ID }, [{ code: "header_wrong", facts: { header: "webhook-id" } }]],
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
