import "server-only";
import {
  createRemoteJWKSet,
  decodeProtectedHeader,
  errors,
  type JWTPayload,
  type JWTVerifyOptions,
  jwtVerify,
} from "jose";
import { z } from "zod";
import { ROLES } from "@/lib/context";
import { env } from "@/lib/env";

const CLOCK_TOLERANCE_SECONDS = 5;
const ASYMMETRIC = ["RS256", "ES256", "EdDSA"];
/** Failures to get the key set, which say nothing of the token. */
const OUTAGES = new Set(["ERR_JWKS_TIMEOUT", "ERR_JWKS_INVALID", "ERR_JOSE_GENERIC"]);

const claims = z.object({ sub: z.string().min(1).max(200), role: z.enum(ROLES) });
export type AdminClaims = z.output<typeof claims>;

/**
 * What an external admin JWT says of its bearer, or null when it is not to be believed (client-api.md
 * §8). The key decides the algorithm, never the token: a shared secret only ever checks HS256, a key set
 * only asymmetric signatures. @throws Error when the key set cannot be fetched.
 */
export async function verifyAdminJwt(token: string): Promise<AdminClaims | null> {
  const payload = await readPayload(token);
  const result = claims.safeParse(payload);
  return result.success ? result.data : null;
}

async function readPayload(token: string): Promise<JWTPayload | null> {
  const { ADMIN_JWT_SECRET, ADMIN_JWT_JWKS_URL } = env();
  const alg = algorithmOf(token);
  try {
    if (alg === "HS256" && ADMIN_JWT_SECRET) {
      const key = new TextEncoder().encode(ADMIN_JWT_SECRET);
      return (await jwtVerify(token, key, options(["HS256"]))).payload;
    }
    if (alg && ASYMMETRIC.includes(alg) && ADMIN_JWT_JWKS_URL) {
      return (await jwtVerify(token, keySet(ADMIN_JWT_JWKS_URL), options(ASYMMETRIC))).payload;
    }
    return null;
  } catch (error) {
    if (error instanceof errors.JOSEError && !OUTAGES.has(error.code)) return null;
    throw new Error("the admin JWT's key set cannot be used", { cause: error });
  }
}

/** The token's own word for how it is signed, to pick the key; null for what is no JWT of ours. */
function algorithmOf(token: string): string | null {
  try {
    const { alg, typ } = decodeProtectedHeader(token);
    // Other types from the same issuer (a logout token, say) must not open this door.
    const typed = typ === undefined || /^(application\/)?(at\+)?jwt$/i.test(typ);
    return typed && alg ? alg : null;
  } catch {
    // Not a JWT at all: the caller answers as for any wrong token.
    return null;
  }
}

function options(algorithms: string[]): JWTVerifyOptions {
  const { ADMIN_JWT_ISSUER, ADMIN_JWT_AUDIENCE } = env();
  return {
    algorithms,
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
    requiredClaims: ["exp", "sub"],
    ...(ADMIN_JWT_ISSUER ? { issuer: ADMIN_JWT_ISSUER } : {}),
    ...(ADMIN_JWT_AUDIENCE ? { audience: ADMIN_JWT_AUDIENCE } : {}),
  };
}

const keySets = new Map<string, ReturnType<typeof createRemoteJWKSet>>();

/** One cached key set per address; it refreshes itself, at most once in 30 seconds. */
function keySet(url: string) {
  let set = keySets.get(url);
  if (!set) {
    set = createRemoteJWKSet(new URL(url), { timeoutDuration: 3000 });
    keySets.set(url, set);
  }
  return set;
}
