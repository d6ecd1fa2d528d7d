import { z } from "zod";
import { BrokerError } from "@/lib/errors";
import { type IdKind, isId } from "@/lib/ids/mint-id";

const LIMIT_DEFAULT = 50;
const LIMIT_MAX = 100;

/** A whole number as a query parameter carries it: plain digits. */
export const digits = <S extends z.ZodType>(schema: S) =>
  z.preprocess((text) => (/^\d{1,15}$/.test(String(text)) ? Number(text) : text), schema);

/** The members that every list's query takes (client-api.md §8). */
export const pageQuery = {
  limit: digits(z.int().min(1).max(LIMIT_MAX)).default(LIMIT_DEFAULT),
  cursor: z.string().max(100).optional(),
};
export type PageInput = { limit: number; cursor?: string | undefined };

/** A page as it leaves: `next_cursor` is null on the last one. */
export const pageBody = <S extends z.ZodType>(item: S) =>
  z.object({ data: z.array(item), next_cursor: z.string().nullable() });

/** Rows of one page, newest first, and where the next begins. */
export type Page<T> = { rows: T[]; nextCursor: string | null };

/**
 * The id after which a page begins; undefined for the first page. Pages are cut by id, which grows with
 * time, so rows that come in meanwhile move nothing.
 * @throws BrokerError `invalid_cursor` for a cursor that no list of this kind gave.
 */
export function cursorId(kind: IdKind, { cursor }: PageInput): string | undefined {
  if (cursor === undefined) return undefined;
  const id = Buffer.from(cursor, "base64url").toString("latin1");
  if (!isId(kind, id) || encodeCursor(id) !== cursor) {
    throw new BrokerError("invalid_request", "invalid_cursor", { field: "cursor" });
  }
  return id;
}

/** A page from `limit + 1` rows: the extra one only says that there is more. */
export function cutPage<T extends { id: string }>(found: T[], { limit }: PageInput): Page<T> {
  const rows = found.slice(0, limit);
  return pageUntil(rows, found.length > limit ? (rows.at(-1)?.id ?? null) : null);
}

/** A page from rows that were cut already, with the id that the next begins after. */
export function pageUntil<T>(rows: T[], nextAfterId: string | null): Page<T> {
  return { rows, nextCursor: nextAfterId && encodeCursor(nextAfterId) };
}

/** The answer of a list door. */
export function pageResponse<T>({ rows, nextCursor }: Page<T>, serialize: (row: T) => unknown) {
  return Response.json({ data: rows.map((row) => serialize(row)), next_cursor: nextCursor });
}

const encodeCursor = (id: string) => Buffer.from(id, "latin1").toString("base64url");
