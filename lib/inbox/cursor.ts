import { BrokerError } from "@/lib/errors";

/** Where a page of the inbox begins: after this place in the order of kind, age and id. */
export type Place = { rank: number; sinceMicros: string; id: string };

export function encodePlace({ rank, sinceMicros, id }: Place): string {
  return Buffer.from(`${rank}.${sinceMicros}.${id}`, "latin1").toString("base64url");
}

/** Whether the inbox could have given this: an address that somebody cut short just starts over. */
export const isPlace = (cursor: string) => parse(cursor) !== null;

/** @throws BrokerError `invalid_cursor` for a cursor that the inbox never gave */
export function decodePlace(cursor: string): Place {
  const place = parse(cursor);
  if (!place) throw new BrokerError("invalid_request", "invalid_cursor", { field: "cursor" });
  return place;
}

function parse(cursor: string): Place | null {
  const text = Buffer.from(cursor, "base64url").toString("latin1");
  const [, rank, sinceMicros, id] = /^(\d)\.(\d{1,17})\.([a-z]{3}_[0-9A-Z]{26})$/.exec(text) ?? [];
  return rank && sinceMicros && id ? { rank: Number(rank), sinceMicros, id } : null;
}
