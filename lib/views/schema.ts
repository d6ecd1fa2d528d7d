import { z } from "zod";
import { plainLine } from "@/lib/http/plain-line";

/** The lists that have views. */
const VIEW_LISTS = ["transactions"] as const;
export type ViewList = (typeof VIEW_LISTS)[number];

const NAME_CHARS_MAX = 60;
const QUERY_CHARS_MAX = 2_000;

const name = plainLine(NAME_CHARS_MAX).transform((text) => text.normalize("NFC"));
const id = z.string();

export const saveViewInput = z.strictObject({
  list: z.enum(VIEW_LISTS),
  name,
  /** The list's address, after the `?`. */
  query: z.string().max(QUERY_CHARS_MAX),
  /** Whether a view of this name may be replaced. */
  overwrite: z.boolean().default(false),
});
export type SaveViewInput = z.output<typeof saveViewInput>;

export const renameViewInput = z.strictObject({ id, name });
export const shareViewInput = z.strictObject({ id, shared: z.boolean() });
export const deleteViewInput = z.strictObject({ id });

/** A list's filters under a name, as one operator sees them. */
export type SavedView = {
  id: string;
  list: ViewList;
  name: string;
  /** Canonical: two views of the same filters have the same text. */
  query: string;
  /** Every operator of the tenant sees it. */
  shared: boolean;
  own: boolean;
  /** The owner's name, or e-mail address. */
  owner: string;
  createdAt: Date;
};
