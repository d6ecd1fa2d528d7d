import { expect, test } from "vitest";
import { SealError } from "@/lib/crypto/seal";
import { mintEndpointSecret } from "./endpoint-secrets";
import { readyEndpoint } from "./ready-endpoint";

const NOW = Date.parse("2026-11-21T10:00:00Z");
const [first, second] = [mintEndpointSecret("whe_r"), mintEndpointSecret("whe_r")];
const endpoint = {
  id: "whe_r",
  url: "https://shop.example/hook",
  mode: "live" as const,
  secretEnc: first.secretEnc,
  previousSecrets: [],
};

test("it is made once, and anew when the row says anything else", () => {
  const made = readyEndpoint(endpoint, NOW);
  expect(made).toMatchObject({ secrets: [first.secret], target: { url: new URL(endpoint.url) } });
  expect(readyEndpoint({ ...endpoint, previousSecrets: [] }, NOW + 1_000)).toBe(made);
  const moved = readyEndpoint({ ...endpoint, url: "https://10.0.0.1/" }, NOW);
  expect(moved.target).toEqual({ refusal: "url_not_allowed" });
  const rotated = {
    ...endpoint,
    secretEnc: second.secretEnc,
    previousSecrets: [{ enc: first.secretEnc, expires_at: "2026-11-22T10:00:00Z" }],
  };
  expect(readyEndpoint(rotated, NOW).secrets).toEqual([second.secret, first.secret]);
  const ended = { ...rotated, previousSecrets: [] };
  expect(readyEndpoint(ended, NOW).secrets).toEqual([second.secret]);
});

test("an older secret signs until it ends, to the millisecond", () => {
  const expires_at = "2026-11-21T11:00:00Z";
  const rotated = {
    ...endpoint,
    secretEnc: second.secretEnc,
    previousSecrets: [{ enc: first.secretEnc, expires_at }],
  };
  const end = Date.parse(expires_at);
  expect(readyEndpoint(rotated, NOW).secrets).toHaveLength(2);
  expect(readyEndpoint(rotated, end - 1).secrets).toHaveLength(2);
  expect(readyEndpoint(rotated, end).secrets).toEqual([second.secret]);
});

test("a secret that does not open is not remembered", () => {
  const sealed = { ...endpoint, secretEnc: mintEndpointSecret("whe_other").secretEnc };
  expect(() => readyEndpoint(sealed, NOW)).toThrow(SealError);
  expect(() => readyEndpoint(sealed, NOW)).toThrow(SealError);
});
