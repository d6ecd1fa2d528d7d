import "server-only";
import { BlockList, isIP, isIPv6 } from "node:net";
import { database } from "@/db/client";
import type { App } from "@/lib/apps/find-app";
import type { ActorOf, AppId, Context, TenantId } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import type { Gate, RawRequest } from "@/lib/http/endpoint";
import { burnNonce } from "@/lib/keys/burn-nonce";
import { findSigningKey, type SigningKey } from "@/lib/keys/find-signing-key";
import { noteKeyUse } from "@/lib/keys/note-key-use";
import { ADDRESS_LIMIT, FAILED_AUTH_LIMIT, KEY_LIMIT, takeToken } from "@/lib/limits/take-token";
import {
  anySignatureMatches,
  CLOCK_WINDOW_SECONDS,
  parseSignatures,
  requestStringToSign,
} from "@/lib/signing/fp1";

/** What an app's key earns: its scope, and the app itself as it was read with the key. */
export type AppContext = Context<ActorOf<"app">> & { app: App };

/** An unknown key is checked against this, so that it costs what a known one costs. */
const DUMMY_SECRET = "fps_live_nobody-knows-this-one-and-nobody-signs-with-it";

/**
 * Prove that the caller holds a key, by an FP1 signature (client-api.md §2). Cheap checks first; the
 * nonce is burned only once the signature is right.
 */
export const appKey: Gate<AppContext> = async (raw) => {
  const db = database();
  const { key, timestamp, nonce, signatures } = readHeaders(raw);
  const found = await findSigningKey(db, key);
  const path = raw.request.nextUrl.pathname;
  const { method } = raw.request;
  const text = requestStringToSign({ method, path, timestamp, nonce, key, body: raw.body });
  const signed = anySignatureMatches(found?.secret ?? DUMMY_SECRET, text, signatures);
  if (!found || !signed) {
    await takeToken(db, `auth-failed:${raw.address}`, FAILED_AUTH_LIMIT);
    throw new BrokerError("unauthorized", "invalid_credentials");
  }
  if (found.app.suspendedAt) throw new BrokerError("forbidden", "app_suspended");
  if (!mayComeFrom(found, raw.address)) throw new BrokerError("forbidden", "ip_not_allowed");
  // Side by side to save a round trip; a nonce used before is still the answer that counts.
  const [fresh, paced] = await Promise.allSettled([
    burnNonce(db, found.id, nonce),
    Promise.all([
      takeToken(db, `key:${found.id}`, KEY_LIMIT),
      takeToken(db, `address:${raw.address}`, ADDRESS_LIMIT),
      noteKeyUse(db, found.id, raw.address),
    ]),
  ]);
  if (fresh.status === "rejected") throw fresh.reason;
  if (!fresh.value) throw new BrokerError("unauthorized", "nonce_reused");
  if (paced.status === "rejected") throw paced.reason;
  return {
    actor: {
      type: "app",
      appId: found.appId as AppId,
      tenantId: found.tenantId as TenantId,
      keyId: found.id,
      mode: found.mode,
    },
    app: found.app,
    db,
    requestId: raw.requestId,
  };
};

const KEY = /^fpk_(test|live)_[0-9A-Za-z]{10,64}$/;
const TIMESTAMP = /^[0-9]{10}$/;
const NONCE = /^[A-Za-z0-9_-]{22,64}$/;

function readHeaders({ request }: RawRequest) {
  const read = (name: string): string => {
    const value = request.headers.get(name);
    if (value === null) throw new BrokerError("unauthorized", "missing_header", { field: name });
    return value;
  };
  const [key, timestamp] = [read("X-Api-Key"), read("X-Timestamp")];
  const [nonce, signature] = [read("X-Nonce"), read("X-Signature")];
  const wrong = (name: string) =>
    new BrokerError("unauthorized", "invalid_header", { field: name });
  if (!KEY.test(key)) throw wrong("X-Api-Key");
  if (!TIMESTAMP.test(timestamp)) throw wrong("X-Timestamp");
  if (!NONCE.test(nonce)) throw wrong("X-Nonce");
  const signatures = parseSignatures(signature);
  if (!signatures) throw wrong("X-Signature");
  // A bare "?" is a query too: what is signed is the path alone.
  if (request.nextUrl.search || request.url.includes("?")) {
    throw new BrokerError("malformed_request", "unexpected_query");
  }
  const skew = Math.abs(Math.floor(Date.now() / 1000) - Number(timestamp));
  if (skew > CLOCK_WINDOW_SECONDS) throw new BrokerError("unauthorized", "timestamp_out_of_range");
  return { key, timestamp, nonce, signatures };
}

function mayComeFrom({ allowedCidrs }: SigningKey, address: string): boolean {
  if (!allowedCidrs) return true;
  if (!isIP(address)) return false;
  const list = new BlockList();
  for (const cidr of allowedCidrs) {
    const [net, bits] = cidr.split("/");
    if (net) list.addSubnet(net, Number(bits), isIPv6(net) ? "ipv6" : "ipv4");
  }
  return list.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}
