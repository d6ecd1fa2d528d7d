/** Types of the FlatPay SDK, part of FlatPay. Members that travel keep the wire's snake_case. */

export const VERSION: string;

export type Currency = "IRR" | "IRT";
export type Mode = "test" | "live";
export type TransactionStatus =
  | "created"
  | "open"
  | "verifying"
  | "paid"
  | "failed"
  | "canceled"
  | "expired";
/** What a return may say; `verifying` is "being checked". */
export type ReturnStatus = Exclude<TransactionStatus, "created" | "open">;

export type KeyPair = { key: string; secret: string };

export type FlatPayOptions = KeyPair & {
  /** The broker's address, without `/v1`: https, or http on a loopback host. */
  baseUrl: string;
  /** Pairs replaced by rotation: a payment opened before still returns under the old one. */
  previousKeys?: readonly KeyPair[];
  /** Default: the global one. */
  fetch?: typeof globalThis.fetch;
  /** Of one attempt, answer's body included. Default 20000. */
  timeoutMs?: number;
  /** Further attempts after a retryable failure. Default 2; 0 for none. */
  retries?: number;
  /** Plain http to another host, on a network you trust. Default false. */
  allowHttp?: boolean;
};

export type CallOptions = {
  /** Ends the call and its retries; it then throws the signal's reason. */
  signal?: AbortSignal;
};

export type PaymentRequest = {
  /** 1–64 printable ASCII characters, no space. The idempotency key: one order is paid once. */
  order_id: string;
  /** Whole units of `currency`. */
  amount: number;
  currency: Currency;
  /** Shown to the shopper, 1–255 characters. */
  description: string;
  /** On one of the app's registered origins. */
  return_url: string;
  payer?: { name?: string | null; mobile?: string | null; email?: string | null };
  /** Only this card may pay: 16 digits. */
  card_pan?: string;
  /** Seconds, 300–86400. Default 1800. */
  expires_in?: number;
  metadata?: Record<string, string | number | boolean | null>;
  method?: string;
  locale?: "fa" | "en";
};

export type InquiryQuery =
  | { id: string; order_id?: never; authority?: never }
  | { order_id: string; id?: never; authority?: never }
  | { authority: string; id?: never; order_id?: never };

export type Transaction = {
  id: string;
  object: "transaction";
  mode: Mode;
  app_id: string;
  order_id: string;
  status: TransactionStatus;
  /** As it was sent, in `currency`. */
  amount: number;
  currency: Currency;
  amount_rials: number;
  description: string;
  method: string;
  payer: { name: string | null; mobile: string | null; email: string | null };
  metadata: Record<string, unknown>;
  /** The page to send the shopper to. */
  pay_url: string;
  return_url: string;
  provider: string | null;
  authority: string | null;
  /** The bank's reference; text, because it outgrows 2^31. */
  ref_id: string | null;
  card_pan: string | null;
  card_hash: string | null;
  fee_rials: number | null;
  refunded_rials: number;
  /** Paid after its end, and accepted. */
  late: boolean;
  failure: { code: string; reason: string; message: string; message_fa: string } | null;
  /** ISO 8601 UTC, as all times. */
  created_at: string;
  expires_at: string;
  paid_at: string | null;
  ended_at: string | null;
};

export type ReturnResult = {
  transaction_id: string;
  order_id: string;
  status: ReturnStatus;
  amount: number;
  currency: Currency;
  ref_id: string | null;
  /** Unix seconds of the signing. */
  timestamp: number;
  /** Public id of the key that signed. */
  key: string;
};

/** A return's parameters as text, before anything is checked. */
export type ReturnFields = Record<
  "amount" | "currency" | "key" | "order_id" | "ref_id" | "status" | "timestamp" | "transaction_id",
  string
>;

export type RefundRequest = {
  transaction_id: string;
  /** Your own reference, 1–64 printable ASCII characters: the idempotency key within the payment. */
  refund_id: string;
  /** Up to 255 characters; the provider may show it. */
  reason?: string;
} & (
  | { /** Whole units of `currency`. */ amount: number; currency: Currency }
  /** All that is left of the payment. */
  | { amount?: never; currency?: never }
);

export type Refund = {
  id: string;
  object: "refund";
  /** Null for one that an operator asked for. */
  refund_id: string | null;
  transaction_id: string;
  /** `pending` and `unknown` end as one of the others; a webhook tells. */
  status: "pending" | "succeeded" | "failed" | "unknown";
  amount: number;
  currency: Currency;
  amount_rials: number;
  reason: string | null;
  created_at: string;
  ended_at: string | null;
  failure: Transaction["failure"];
};

type Event<Type extends string, Data> = {
  type: Type;
  timestamp: string;
  /** The same on every delivery of this event: drop what you have seen. */
  id: string;
  /** Grows per app; deliveries may arrive out of order. */
  seq: number;
  data: Data;
};
export type WebhookEvent =
  | Event<
      "transaction.paid" | "transaction.failed" | "transaction.canceled" | "transaction.expired",
      { transaction: Transaction }
    >
  | Event<"refund.succeeded" | "refund.failed", { transaction: Transaction; refund: Refund }>
  | Event<"endpoint.test", Record<string, unknown>>;

/** What the feed tells: every event but tests. */
export type NewsEvent = Exclude<WebhookEvent, { type: "endpoint.test" }>;
export type NewsType = NewsEvent["type"];

export type EventQuery = {
  /** A page's `next_cursor`; "latest" for the end as it is now; none: the oldest event kept. */
  cursor?: string | undefined;
  /** Of a page, 1–100. Default 50. */
  limit?: number;
  /** Default: all. */
  types?: readonly NewsType[] | undefined;
};

export type EventPage = {
  object: "list";
  /** Oldest first, in the order in which they became visible. */
  data: NewsEvent[];
  /** Always there: the next call goes on from it. */
  next_cursor: string;
  /** Call again at once; it may still bring an empty page. */
  has_more: boolean;
};

export type EventsOptions = Pick<EventQuery, "cursor" | "types"> & {
  /** Ends the iteration, without an error. */
  signal?: AbortSignal;
  /** How long to wait at the end of the feed. Default 2000. */
  pollMs?: number;
  /** All events before this place were taken: store it to go on from there. A promise is waited for. */
  onCursor?: (cursor: string) => unknown;
  /** The broker does not answer; it is asked again, ever more slowly. */
  onAway?: (error: FlatPayError) => void;
  onBack?: () => void;
};

export type ErrorDetails = {
  code: string;
  reason: string;
  field?: string | null;
  status?: number | null;
  requestId?: string | null;
  retryable?: boolean;
  retryAfterSeconds?: number | null;
  messageFa?: string | null;
  provider?: { name: string; code: string; message: string } | null;
  transaction?: Transaction | null;
  cause?: unknown;
};

/** Anything this SDK refuses or is refused. */
export class FlatPayError extends Error {
  constructor(message: string, details: ErrorDetails);
  /** The broker's `code`, or `connection_failed`, or `not_authentic`. */
  readonly code: string;
  /** The broker's `reason`, from its closed list. */
  readonly reason: string;
  /** The member, parameter or header at fault. */
  readonly field: string | null;
  /** The HTTP status; null when none came. */
  readonly status: number | null;
  /** Name it when you ask the operator. */
  readonly requestId: string | null;
  /** The same call may work later, unchanged. */
  readonly retryable: boolean;
  readonly retryAfterSeconds: number | null;
  /** For people, in Persian. */
  readonly messageFa: string | null;
  /** What the provider said, when it refused. */
  readonly provider: { name: string; code: string; message: string } | null;
  /** With `order_already_paid`: the payment that paid it. */
  readonly transaction: Transaction | null;
}

/** No readable answer came. The order may exist: repeat the call, or inquire. */
export class FlatPayConnectionError extends FlatPayError {
  constructor(message: string, details: Omit<ErrorDetails, "code">);
  readonly code: "connection_failed";
  readonly reason: "network" | "timeout" | "unreadable_answer";
}

/** A return or a webhook that must not be believed. */
export class FlatPaySignatureError extends FlatPayError {
  constructor(message: string, details: Omit<ErrorDetails, "code">);
  readonly code: "not_authentic";
  readonly reason:
    | "missing"
    | "malformed"
    | "unknown_key"
    | "wrong_signature"
    | "too_old"
    | "from_the_future";
}

/** A query as a framework hands it over: an array is a parameter given more than once. */
export type QueryRecord = Record<string, string | readonly string[] | undefined>;
export type HeaderRecord = Record<string, string | readonly string[] | undefined>;

export type VerifyReturnOptions = {
  /** Default 900. */
  maxAgeSeconds?: number;
  /** Unix milliseconds or a Date; default: now. */
  now?: number | Date;
};
export type VerifyWebhookOptions = {
  /** Both ways. Default 300. */
  toleranceSeconds?: number;
  /** Unix milliseconds or a Date; default: now. */
  now?: number | Date;
};

export class FlatPay {
  /** @throws TypeError when an option is wrong. */
  constructor(options: FlatPayOptions);
  /**
   * Open a payment, or find the open one of the same order. Send the shopper to its `pay_url`.
   * @throws FlatPayError | FlatPayConnectionError
   */
  request(payment: PaymentRequest, options?: CallOptions): Promise<Transaction>;
  /**
   * A payment's state now; the broker asks the provider when it may be behind.
   * @throws FlatPayError | FlatPayConnectionError
   */
  inquiry(query: InquiryQuery, options?: CallOptions): Promise<Transaction>;
  /**
   * Give a paid payment's money back. A refund that the provider refuses is an answer with status
   * `failed`, not an error.
   * @throws FlatPayError | FlatPayConnectionError
   */
  refund(refund: RefundRequest, options?: CallOptions): Promise<Refund>;
  /**
   * A page of what happened, for a site that webhooks cannot reach, or that was away. Nothing is skipped.
   * @throws FlatPayError | FlatPayConnectionError
   */
  listEvents(query?: EventQuery, options?: CallOptions): Promise<EventPage>;
  /**
   * What happens, one event after the other, until the signal aborts.
   * @throws FlatPayError for a refusal that will stay one
   */
  events(options?: EventsOptions): AsyncGenerator<NewsEvent, void, void>;
  /**
   * Check what the shopper's browser brought back. For display: ship on a webhook or an inquiry.
   * @param urlOrQuery the URL, its query, or the parameters
   * @throws FlatPaySignatureError
   */
  verifyReturn(
    urlOrQuery: string | URL | URLSearchParams | QueryRecord,
    options?: VerifyReturnOptions,
  ): Promise<ReturnResult>;
  static verifyWebhook: typeof verifyWebhook;
}

/**
 * Check a webhook (Standard Webhooks) and read it.
 * @param rawBody the bytes as they came, or the same as text
 * @param secret `whsec_…`; several while one is rotated
 * @throws FlatPaySignatureError
 */
export function verifyWebhook(
  rawBody: string | ArrayBuffer | ArrayBufferView,
  headers: Pick<Headers, "get"> | HeaderRecord,
  secret: string | readonly string[],
  options?: VerifyWebhookOptions,
): Promise<WebhookEvent>;

/** The `webhook-signature` of a body as the broker makes it, to try out a receiver. */
export function signWebhook(webhook: {
  id: string;
  /** Unix seconds. */
  timestamp: number;
  body: string | ArrayBuffer | ArrayBufferView;
  /** `whsec_…` */
  secret: string;
}): Promise<string>;

/** Sign a request by hand. `path` as on the request line, `body` the very bytes that will be sent. */
export function signRequest(
  request: KeyPair & {
    method: string;
    path: string;
    body?: string | ArrayBuffer | ArrayBufferView;
    /** Unix seconds as text; default: now. */
    timestamp?: string;
    /** 22–64 of `A–Z a–z 0–9 _ -`, fresh for every request; default: random. */
    nonce?: string;
  },
): Promise<{
  headers: Record<"X-Api-Key" | "X-Timestamp" | "X-Nonce" | "X-Signature", string>;
  stringToSign: string;
}>;

/** What a return's signature covers, to show or to check elsewhere. */
export function returnStringToSign(fields: ReturnFields): string;
