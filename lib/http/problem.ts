import "server-only";
import { env } from "@/lib/env";
import { BrokerError, ERROR_STATUS, type ErrorReason } from "@/lib/errors";
import en from "@/messages/en.json";
import fa from "@/messages/fa.json";

const RETRYABLE = new Set([429, 503, 504]);
const RETRYABLE_REASONS = new Set<ErrorReason>(["order_in_progress", "provider_unreadable"]);

/** The one error shape (client-api.md §1), from anything that was thrown. */
export function problemResponse(thrown: unknown, requestId: string): Response {
  const error = asBrokerError(thrown);
  const { code, reason, details } = error;
  const status = ERROR_STATUS[code];
  const headers = new Headers({ "Cache-Control": "no-store", "X-Request-Id": requestId });
  if (details.retryAfterSeconds !== undefined) {
    headers.set("Retry-After", String(Math.max(1, Math.ceil(details.retryAfterSeconds))));
  }
  const body = {
    error: {
      code,
      reason,
      ...(details.field === undefined ? {} : { field: details.field }),
      message: en.errors[reason],
      message_fa: fa.errors[reason],
      ...(details.provider ? { provider: details.provider } : {}),
      ...(details.test ? { test: details.test } : {}),
      request_id: requestId,
      retryable: RETRYABLE.has(status) || RETRYABLE_REASONS.has(reason),
      doc_url: `${env().PUBLIC_URL}/docs/errors#${reason}`,
    },
    ...details.beside,
  };
  return Response.json(body, { status, headers });
}

/** Surprises become `internal`, but a database that does not answer is `unavailable`. */
export function asBrokerError(thrown: unknown): BrokerError {
  if (thrown instanceof BrokerError) return thrown;
  return isDatabaseOutage(thrown)
    ? new BrokerError("unavailable", "database_unavailable", {
        cause: thrown,
        retryAfterSeconds: 1,
      })
    : new BrokerError("internal", "internal", { cause: thrown });
}

// Failures of the pool (db/pool) and of sockets, and PostgreSQL's classes 08 (connection), 53 (resources),
// 57 (operator intervention, also statement_timeout) — https://www.postgresql.org/docs/current/errcodes-appendix.html
const OUTAGE =
  /^(CONNECT|REPLY_TIMEOUT|POOL_|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|08|53|57)/;

function isDatabaseOutage(thrown: unknown): boolean {
  for (let error = thrown; error instanceof Error; error = error.cause) {
    const { code } = error as { code?: unknown };
    if (typeof code === "string" && OUTAGE.test(code)) return true;
  }
  return false;
}
