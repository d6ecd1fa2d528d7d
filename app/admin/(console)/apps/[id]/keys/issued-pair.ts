import type { Mode } from "@/lib/context";
import type { Key } from "@/lib/keys/serialize";

/** A pair that was just made, on its one way to the person who asked for it. */
export type IssuedPair = { key: string; secret: string; mode: Mode };

/** Named member by member: nothing else of the row leaves the server with the secret. */
export function issuedPair({ key, secret }: { key: Key; secret: string }): IssuedPair {
  return { key: key.publicId, secret, mode: key.mode };
}
