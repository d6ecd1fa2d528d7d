/** Every error code a caller may see, with the HTTP status it travels as (client-api.md §1). */
export const ERROR_STATUS = {
  malformed_request: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  invalid_request: 422,
  rate_limited: 429,
  internal: 500,
  provider_error: 502,
  unavailable: 503,
  provider_timeout: 504,
} as const;
export type ErrorCode = keyof typeof ERROR_STATUS;

/** The closed list of reasons. Each has a Persian and an English sentence under `errors` in messages/. */
export const ERROR_REASONS = {
  malformed_request: ["invalid_json", "duplicate_json_key", "unexpected_query"],
  unauthorized: [
    "invalid_credentials",
    "missing_header",
    "invalid_header",
    "timestamp_out_of_range",
    "nonce_reused",
    "signed_out",
  ],
  forbidden: [
    "app_suspended",
    "scope_missing",
    "ip_not_allowed",
    "feature_disabled",
    "origin_not_allowed",
  ],
  not_found: [
    "transaction_not_found",
    "app_not_found",
    "key_not_found",
    "endpoint_not_found",
    "delivery_not_found",
    "refund_not_found",
    "alert_not_found",
    "operator_not_found",
    "admin_token_not_found",
    "view_not_found",
    "route_not_found",
  ],
  method_not_allowed: ["method_not_allowed"],
  conflict: [
    "order_in_progress",
    "order_changed",
    "order_already_paid",
    "not_refundable",
    "refund_exceeds_paid",
    "refund_changed",
    "refund_unresolved",
    "refund_not_set_up",
    "refund_below_minimum",
    "refund_way_changed",
    "refund_not_waiting",
    "refund_own_request",
    "refund_not_settleable",
    "exception_changed",
    "alert_resolved",
    "slug_taken",
    "key_not_active",
    "email_taken",
    "last_owner",
    "own_account",
    "view_exists",
    "endpoint_not_enabled",
    "endpoint_deleted",
    "delivery_in_progress",
    "endpoint_test_failed",
  ],
  payload_too_large: ["payload_too_large"],
  unsupported_media_type: ["unsupported_media_type"],
  invalid_request: [
    "required",
    "invalid_type",
    "invalid_value",
    "invalid_format",
    "amount_too_small",
    "amount_too_large",
    "invalid_currency",
    "return_url_not_allowed",
    "invalid_url",
    "url_not_allowed",
    "endpoint_unreachable",
    "too_long",
    "too_short",
    "too_many",
    "out_of_range",
    "invalid_mobile",
    "invalid_email",
    "wrong_password",
    "password_too_common",
    "password_unchanged",
    "invalid_card",
    "method_not_available",
    "unknown_member",
    "exactly_one_required",
    "invalid_cursor",
  ],
  rate_limited: ["rate_limited"],
  internal: ["internal"],
  provider_error: ["provider_rejected", "provider_unreadable"],
  unavailable: ["provider_unavailable", "database_unavailable"],
  provider_timeout: ["provider_timeout"],
} as const satisfies Record<ErrorCode, readonly string[]>;
export type ReasonOf<C extends ErrorCode> = (typeof ERROR_REASONS)[C][number];
export type ErrorReason = { [C in ErrorCode]: ReasonOf<C> }[ErrorCode];

type Details = {
  /** Path of the input member at fault, dotted: `payer.mobile`. */
  field?: string;
  /** What the provider said, when it refused. */
  provider?: { name: string; code: string; message: string };
  /** How a webhook endpoint answered the test request that had to succeed first. */
  test?: { status: number | null; error: string | null };
  retryAfterSeconds?: number;
  /** Public members that travel beside `error`, such as the paid `transaction`. */
  beside?: Record<string, unknown>;
  /** What really happened. Logged, never shown. */
  cause?: unknown;
};

/** A failure a caller can act on. Anything else thrown is a surprise and answers as `internal`. */
export class BrokerError<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name = "BrokerError";
  constructor(
    readonly code: C,
    readonly reason: ReasonOf<C>,
    readonly details: Details = {},
  ) {
    super(details.field ? `${reason} (${details.field})` : reason, { cause: details.cause });
  }
}
