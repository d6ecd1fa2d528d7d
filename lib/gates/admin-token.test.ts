import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import {
  base64url,
  type CryptoKey,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  SignJWT,
  UnsecuredJWT,
} from "jose";
import { NextRequest } from "next/server";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import * as environment from "@/lib/env";
import type { RawRequest } from "@/lib/http/endpoint";
import { ensureDefaults } from "@/lib/profiles/ensure-defaults";
import { adminJwt } from "@/lib/testing/admin-call";
import { testDatabase } from "@/lib/testing/test-context";
import { adminToken } from "./admin-token";

let server: Server;
let jwksUrl: string;
let rsa: { privateKey: CryptoKey; publicKey: CryptoKey };

beforeAll(async () => {
  await ensureDefaults(await testDatabase());
  rsa = await generateKeyPair("RS256", { extractable: true });
  const keys = [{ ...(await exportJWK(rsa.publicKey)), kid: "one", alg: "RS256", use: "sig" }];
  server = createServer((_request, response) => {
    response.setHeader("Content-Type", "application/json").end(JSON.stringify({ keys }));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  jwksUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`;
});
afterAll(() => new Promise((closed) => server.close(closed)));
afterEach(() => {
  vi.restoreAllMocks();
});

function withEnvironment(changes: Partial<environment.Environment>) {
  vi.spyOn(environment, "env").mockReturnValue({ ...environment.env(), ...changes });
}

let addresses = 0;
function ask(authorization: string | null, address = `10.0.0.${++addresses}`) {
  const headers = new Headers(authorization === null ? {} : { Authorization: authorization });
  const request = new NextRequest("http://localhost:3000/v1/admin/apps", { headers });
  const raw: RawRequest = { request, body: new Uint8Array(), requestId: "req_test", address };
  return adminToken("read")(raw);
}
const bearer = (token: string) => ask(`Bearer ${token}`);
const REFUSED = { code: "unauthorized", reason: "invalid_credentials" };
const secret = () => new TextEncoder().encode(environment.env().ADMIN_JWT_SECRET);
const hs256 = (claims: Record<string, unknown>, header: Record<string, unknown> = {}) =>
  new SignJWT(claims).setProtectedHeader({ alg: "HS256", ...header }).sign(secret());
const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;
const GOOD = { sub: "ali", role: "viewer", exp: inSeconds(600) };

test("a good token is its bearer, in the default tenant", async () => {
  const { actor } = await bearer(await hs256(GOOD));
  expect(actor).toMatchObject({ type: "operator", operatorId: "ali", role: "viewer" });
  expect(actor.tenantId).toMatch(/^ten_/);
});

test("no token says which header is missing; anything else is one answer", async () => {
  const missing = { code: "unauthorized", reason: "missing_header" };
  await expect(ask(null)).rejects.toMatchObject(missing);
  for (const header of ["", "Bearer", "Bearer a.b.c", "Basic YTpi", "Bearer fpa_0123456789"]) {
    await expect(ask(header)).rejects.toMatchObject(REFUSED);
  }
});

test.each([
  ["no expiry", { sub: "ali", role: "owner" }],
  ["an expiry long past", { ...GOOD, exp: inSeconds(-60) }],
  ["a start still ahead", { ...GOOD, nbf: inSeconds(60) }],
  ["no subject", { role: "owner", exp: inSeconds(60) }],
  ["no role", { sub: "ali", exp: inSeconds(60) }],
  ["a role of its own making", { ...GOOD, role: "root" }],
  ["a list of roles", { ...GOOD, role: ["owner"] }],
])("a token with %s is refused", async (_what, claims) => {
  await expect(bearer(await hs256(claims))).rejects.toMatchObject(REFUSED);
});

test("an unsigned token, a foreign secret and another token type are refused", async () => {
  const unsigned = new UnsecuredJWT(GOOD).encode();
  await expect(bearer(unsigned)).rejects.toMatchObject(REFUSED);
  const [, claims] = unsigned.split(".");
  const bare = `${base64url.encode(JSON.stringify({ alg: "HS256" }))}.${claims}.`;
  await expect(bearer(bare)).rejects.toMatchObject(REFUSED);
  const foreign = new SignJWT(GOOD).setProtectedHeader({ alg: "HS256" }).sign(new Uint8Array(32));
  await expect(bearer(await foreign)).rejects.toMatchObject(REFUSED);
  await expect(bearer(await hs256(GOOD, { typ: "logout+jwt" }))).rejects.toMatchObject(REFUSED);
  await expect(bearer(await hs256(GOOD, { typ: "at+jwt" }))).resolves.toBeDefined();
});

test("a token for another audience or from another issuer is refused", async () => {
  withEnvironment({ ADMIN_JWT_ISSUER: "https://id.example", ADMIN_JWT_AUDIENCE: "flatpay" });
  const right = { ...GOOD, iss: "https://id.example", aud: "flatpay" };
  await expect(bearer(await hs256(right))).resolves.toBeDefined();
  for (const wrong of [{ aud: "wiki" }, { iss: "https://other.example" }, { aud: undefined }]) {
    await expect(bearer(await hs256({ ...right, ...wrong }))).rejects.toMatchObject(REFUSED);
  }
});

test("a key set checks asymmetric signatures, and its public key is no shared secret", async () => {
  const signed = (alg: string, key: CryptoKey | Uint8Array) =>
    new SignJWT(GOOD).setProtectedHeader({ alg, kid: "one" }).sign(key);
  const rs256 = await signed("RS256", rsa.privateKey);
  await expect(bearer(rs256), "no key set is configured").rejects.toMatchObject(REFUSED);

  withEnvironment({ ADMIN_JWT_JWKS_URL: jwksUrl });
  expect((await bearer(rs256)).actor.operatorId).toBe("ali");
  const publicPem = new TextEncoder().encode(await exportSPKI(rsa.publicKey));
  await expect(bearer(await signed("HS256", publicPem))).rejects.toMatchObject(REFUSED);
  const stranger = await generateKeyPair("RS256");
  await expect(bearer(await signed("RS256", stranger.privateKey))).rejects.toMatchObject(REFUSED);
  const unpinned = await generateKeyPair("PS256");
  await expect(bearer(await signed("PS256", unpinned.privateKey))).rejects.toMatchObject(REFUSED);
  vi.restoreAllMocks();

  withEnvironment({ ADMIN_JWT_JWKS_URL: jwksUrl, ADMIN_JWT_SECRET: undefined });
  await expect(bearer(await signed("HS256", publicPem))).rejects.toMatchObject(REFUSED);
});

test("a key set that cannot be fetched is our fault, not the caller's", async () => {
  withEnvironment({ ADMIN_JWT_JWKS_URL: "http://127.0.0.1:1/jwks.json" });
  const token = await new SignJWT(GOOD)
    .setProtectedHeader({ alg: "RS256", kid: "one" })
    .sign(rsa.privateKey);
  await expect(bearer(token)).rejects.toThrow("the admin JWT's key set cannot be used");
});

test("where external tokens are off, a token is wrong like any other", async () => {
  const token = await adminJwt("owner");
  withEnvironment({ ADMIN_JWT_SECRET: undefined });
  await expect(bearer(token)).rejects.toMatchObject(REFUSED);
});

test("guessing from one address is slowed down", async () => {
  const reasons: string[] = [];
  while (reasons.length < 300 && reasons.at(-1) !== "rate_limited") {
    reasons.push(await ask("Bearer a.b.c", "10.9.9.9").catch((error) => error.reason));
  }
  expect(reasons.at(-1)).toBe("rate_limited");
  expect(reasons.length).toBeGreaterThan(60);
});
