import type { z } from "zod";
import { BrokerError, ERROR_REASONS, type ReasonOf } from "@/lib/errors";

type Reason = ReasonOf<"invalid_request">;
const REASONS = new Set<string>(ERROR_REASONS.invalid_request);

/**
 * Check a value against a schema and answer its output.
 * @throws BrokerError `invalid_request` with the field and the reason of the first issue. A schema
 * names a reason of its own by using it as the issue's message.
 */
export function parseInput<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  if (!issue) throw new BrokerError("invalid_request", "invalid_value");
  const extra = issue.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
  const field = [...issue.path, ...extra].map(String).join(".");
  throw new BrokerError("invalid_request", reasonOf(issue, value), {
    ...(field ? { field } : {}),
    cause: result.error,
  });
}

function reasonOf(issue: z.core.$ZodIssue, value: unknown): Reason {
  if (valueAt(value, issue.path) === undefined && issue.code !== "unrecognized_keys") {
    return REASONS.has(issue.message) && issue.code === "custom"
      ? (issue.message as Reason)
      : "required";
  }
  if (REASONS.has(issue.message)) return issue.message as Reason;
  switch (issue.code) {
    case "invalid_type":
      return "invalid_type";
    case "unrecognized_keys":
      return "unknown_member";
    case "too_big":
      return issue.origin === "string"
        ? "too_long"
        : issue.origin === "array"
          ? "too_many"
          : "out_of_range";
    case "too_small":
      return issue.origin === "string" || issue.origin === "array" ? "too_short" : "out_of_range";
    case "invalid_format":
      return issue.format === "url"
        ? "invalid_url"
        : issue.format === "email"
          ? "invalid_email"
          : "invalid_format";
    default:
      return "invalid_value";
  }
}

function valueAt(value: unknown, path: PropertyKey[]): unknown {
  let found = value;
  for (const key of path) {
    if (found === null || typeof found !== "object") return undefined;
    found = (found as Record<PropertyKey, unknown>)[key];
  }
  return found;
}
