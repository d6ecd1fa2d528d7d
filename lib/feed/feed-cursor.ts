import { createHash } from "node:crypto";
import type { ActorOf } from "@/lib/context";
import { BrokerError } from "@/lib/errors";

/** Whose feed: one app's, of one mode. */
export type FeedOwner = Pick<ActorOf<"app">, "appId" | "mode">;

const CHECK_CHARS = 10;

/** A place in an owner's feed as opaque text. */
export function encodeCursor(owner: FeedOwner, position: bigint): string {
  const check = checksum(owner, position);
  return Buffer.from(`${position}.${check}`, "latin1").toString("base64url");
}

/**
 * The place that a cursor stands for; 0, before everything, without one.
 * @throws BrokerError `invalid_cursor` for a text that this feed did not give: changed, cut off, or the
 * cursor of another app or mode.
 */
export function decodeCursor(owner: FeedOwner, cursor: string | undefined): bigint {
  if (cursor === undefined) return 0n;
  const text = Buffer.from(cursor, "base64url").toString("latin1");
  const digits = /^(0|[1-9][0-9]{0,18})\.[0-9a-f]+$/.exec(text)?.[1];
  if (digits === undefined || encodeCursor(owner, BigInt(digits)) !== cursor) {
    throw new BrokerError("invalid_request", "invalid_cursor", { field: "cursor" });
  }
  return BigInt(digits);
}

/** Finds mistakes. It is no secret and needs none: a key reads its own feed only, from wherever it likes. */
function checksum({ appId, mode }: FeedOwner, position: bigint): string {
  const hash = createHash("sha256").update(`feed:${appId}:${mode}:${position}`);
  return hash.digest("hex").slice(0, CHECK_CHARS);
}
