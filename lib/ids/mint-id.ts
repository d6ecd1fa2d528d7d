import { randomFillSync } from "node:crypto";

/** Every kind of row we name, by its prefix (client-api.md §1). */
const ID_PREFIXES = {
  app: "app",
  key: "key",
  transaction: "trx",
  attempt: "att",
  refund: "rfd",
  event: "evt",
  endpoint: "whe",
  delivery: "whd",
  request: "req",
  operator: "usr",
  audit: "aud",
  session: "ses",
  adminToken: "adt",
  savedView: "vew",
  alert: "alr",
  notice: "ntc",
  correction: "cor",
  tenant: "ten",
  profile: "mpr",
  account: "pac",
  credential: "pcr",
} as const;
export type IdKind = keyof typeof ID_PREFIXES;

const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const POOL_BYTES = 4096;
const RANDOM_CHARS = 16;
const pool = Buffer.alloc(POOL_BYTES);
let used = POOL_BYTES;

/**
 * A ULID: 48 bits of milliseconds, then 80 random bits, in Crockford base 32 (github.com/ulid/spec).
 * Own code because a request mints several and the `ulid` package spends 34 µs on each: it asks the
 * system for one random byte per character. Random bytes here come from a pool.
 */
export function ulid(timeMs = Date.now()): string {
  let time = "";
  for (let left = timeMs, i = 0; i < 10; i++, left = Math.floor(left / 32)) {
    time = CROCKFORD[left % 32] + time;
  }
  if (used + RANDOM_CHARS > POOL_BYTES) {
    randomFillSync(pool);
    used = 0;
  }
  let random = "";
  for (let i = 0; i < RANDOM_CHARS; i++) random += CROCKFORD[(pool[used++] as number) & 31];
  return time + random;
}

/** A new id such as `trx_01JD…`: the prefix says what it names, the ULID sorts by time. */
export function mintId(kind: IdKind): string {
  return `${ID_PREFIXES[kind]}_${ulid()}`;
}

/** True for text that has the shape of an id of this kind; says nothing of existence. */
export function isId(kind: IdKind, text: string): boolean {
  return text.startsWith(`${ID_PREFIXES[kind]}_`) && /^[0-9A-HJKMNP-TV-Z]{26}$/.test(text.slice(4));
}
