import type { ErrorReason } from "@/lib/errors";

/** Why an action did not happen, in the operator's language. */
type ActionError = {
  reason: ErrorReason;
  message: string;
  /** The form's field it is about, dotted: `branding.logo_url`. */
  field?: string;
  /** Of a webhook endpoint that could not be reached: how the test request went. */
  test?: { status: number | null; error: string | null };
};

/** What a server action answers: browsers see nothing else of an error. */
export type ActionResult<T> = { ok: true; value: T } | { ok: false; error: ActionError };
