import { z } from "zod";
import { digits } from "@/lib/http/pagination";
import { plainLine } from "@/lib/http/plain-line";

/** What a token may be: never an owner, so that none makes operators or further tokens. */
const TOKEN_ROLES = ["admin", "support", "viewer"] as const;

const NAME_CHARS_MAX = 80;
const DAYS_MAX = 365;

/** `days`: how long it is good for. */
export const issueAdminTokenInput = z.strictObject({
  name: plainLine(NAME_CHARS_MAX),
  role: z.enum(TOKEN_ROLES),
  days: digits(z.int().min(1).max(DAYS_MAX)),
});
export type IssueAdminTokenInput = z.output<typeof issueAdminTokenInput>;

export const adminTokenIdInput = z.strictObject({ id: z.string() });
