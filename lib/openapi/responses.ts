import type { ErrorCode } from "@/lib/errors";
import { ERROR_REASONS, ERROR_STATUS } from "@/lib/errors";
import type { Operation } from "@/lib/http/operation";
import { type JsonSchema, jsonSchema } from "./shared-schemas";

const REQUEST_ID = { "X-Request-Id": { $ref: "#/components/headers/X-Request-Id" } };
const RETRY_AFTER = { "Retry-After": { $ref: "#/components/headers/Retry-After" } };
const MAY_RETRY: readonly ErrorCode[] = ["rate_limited", "conflict", "unavailable"];
const SUCCESS: Record<string, string> = { 200: "OK", 201: "Created", 304: "Not modified" };

/** Every answer an operation may give: its successes, and a reference for each error it can end in. */
export function responsesOf(
  spec: Operation,
  components: Record<string, JsonSchema>,
): Record<string, unknown> {
  const responses: Record<string, unknown> = {};
  for (const [status, schema] of Object.entries(spec.success)) {
    responses[status] = {
      description: SUCCESS[status] ?? "Success",
      headers: REQUEST_ID,
      ...(schema
        ? { content: { "application/json": { schema: jsonSchema(schema, "output", components) } } }
        : {}),
    };
  }
  for (const code of errorsOf(spec)) {
    responses[ERROR_STATUS[code]] = { $ref: `#/components/responses/${code}` };
  }
  return responses;
}

/** Which errors an operation can end in follows from how it is called. */
function errorsOf({ security, params, query, body, method }: Operation): ErrorCode[] {
  const errors: ErrorCode[] = ["payload_too_large", "internal"];
  if (security !== "none") errors.push("unauthorized", "forbidden", "rate_limited", "unavailable");
  if (body) errors.push("malformed_request", "unsupported_media_type");
  if (body || query) errors.push("invalid_request");
  if (params || security === "fp1") errors.push("not_found");
  if (method !== "GET" && method !== "DELETE") errors.push("conflict");
  if (security === "fp1") errors.push("provider_error", "provider_timeout");
  return errors;
}

/** `components.responses`: each error code with its closed list of reasons, all in the one shape. */
export function errorResponses(): Record<string, unknown> {
  const schema = { $ref: "#/components/schemas/Error" };
  return Object.fromEntries(
    (Object.keys(ERROR_STATUS) as ErrorCode[]).map((code) => [
      code,
      {
        description: `Reasons: ${ERROR_REASONS[code].join(", ")}.`,
        headers: MAY_RETRY.includes(code) ? { ...REQUEST_ID, ...RETRY_AFTER } : REQUEST_ID,
        content: { "application/json": { schema } },
      },
    ]),
  );
}
