/**
 * The one interface that every payment provider has. A driver translates: it speaks the provider's
 * wire format and says what was answered. It never decides what that means for a transaction, reads no
 * database and knows no app.
 */

/** What to talk to, and as whom. */
export type ProviderAccount = {
  /** Base URL, without a trailing slash. */
  baseUrl: string;
  /** The merchant's credential at this provider, in clear. */
  credential: string;
  /** Absent or null: refunds are not set up for this account; reversing may still be. */
  refundAccess?: RefundAccess | null;
};

/** The door at which a provider takes refunds, where that is another than for payments. */
export type RefundAccess = {
  /** Without a trailing slash. */
  baseUrl: string;
  /** In clear. */
  token: string;
};

/** A provider that answered and refused. `code` is the provider's own, as text. */
export type Refusal = {
  code: string;
  /** The provider's words, in English, trimmed. */
  message: string;
  /** Persian words for the same code, from the provider's documents. */
  messageFa: string;
};

/** Why nothing can be said: the answer never came, or says nothing certain. */
export type UnknownCause =
  | "timeout"
  | "unreachable"
  | "unreadable"
  | "server_error"
  | "busy"
  | "contradiction";

/** Request and answer as they went over the wire, secrets and personal data masked; for the timeline. */
export type Exchange = {
  call: string;
  request: Record<string, unknown>;
  /** Null when nothing came back. */
  response: { status: number; body: unknown } | null;
  durationMs: number;
};

/**
 * Three answers, never two: a timeout is not a refusal. `refused` only when the provider said so in
 * words we understand.
 */
export type Answer<T> = { exchange: Exchange } & (
  | { outcome: "accepted"; value: T }
  | { outcome: "refused"; refusal: Refusal }
  | { outcome: "unknown"; cause: UnknownCause; detail: string; refusal?: Refusal }
);

export type OpenInput = {
  amountRials: bigint;
  description: string;
  callbackUrl: string;
  orderId: string;
  mobile: string | null;
  email: string | null;
  /** Only this card may pay: 16 digits. */
  cardPan: string | null;
};
export type Opened = { token: string; feeRials: bigint | null };

/** How the shopper's browser goes on: to an address, or by posting a form there. */
export type HandOff =
  | { method: "GET"; url: string }
  | { method: "POST"; url: string; fields: Record<string, string> };

/** What a return to our callback says. The token is to be looked up, the hint is only a hint. */
export type Callback = { token: string; hint: "ok" | "not_ok" };

export type Verified = {
  refId: string | null;
  /** Masked: first six and last four digits. */
  cardPan: string | null;
  cardHash: string | null;
  feeRials: bigint | null;
  /** The provider had verified it before: success all the same. */
  repeated: boolean;
};

/**
 * How a verify was refused. `not_paid`: no money was taken up to now. `amount_mismatch`: money was
 * taken, but another amount than ours. `no_session`: the provider does not know this token as ours.
 */
export type VerifyRefusal = Refusal & { kind: "not_paid" | "amount_mismatch" | "no_session" };
export type VerifyAnswer =
  | Exclude<Answer<Verified>, { outcome: "refused" }>
  | { exchange: Exchange; outcome: "refused"; refusal: VerifyRefusal };

/** What the provider says of a session. Only decides whether to verify. */
export type SessionState = "pending" | "paid" | "verified" | "failed" | "reversed";

export type UnverifiedPayment = { token: string; amountRials: bigint; paidAt: string };

/** A payment as the provider's refund door knows it. */
export type LocatedPayment = {
  /** The provider's name for it there. */
  paymentRef: string;
  /** When its newest refund was made; null when none ever was. */
  lastRefundAt: Date | null;
};

/**
 * A refund as the provider shows it. `pending`: taken over, to be paid out. `failed`: it will not be paid
 * out, or came back.
 */
export type RefundSeen = {
  status: "pending" | "succeeded" | "failed";
  /** The provider's own word for the status. */
  code: string;
  amountRials: bigint;
  /** By the provider's clock. */
  at: Date;
};

export type Capabilities = {
  rails: readonly ("card" | "card_to_card" | "credit" | "wallet" | "crypto")[];
  inquire: boolean;
  reverse: boolean;
  /** Pays back a part of a payment or all of it, given the account's `refundAccess`. */
  refund: boolean;
  listUnverified: boolean;
  fee: boolean;
  restrictsCard: boolean;
  /** After a payment, how long verify is accepted; null when the provider publishes none. */
  verifyWindowSeconds: number | null;
  /** After a payment, how long it can be reversed. */
  reverseWindowSeconds: number | null;
  /** The smallest amount that `refund` takes, in Rials. */
  refundMinRials: bigint | null;
  /** Whether `refund` pays out at once, or with the next settlement. */
  refundsAtOnce: boolean;
  /** The unit amounts have on the wire. */
  wireUnit: "IRR" | "IRT";
};

export interface Provider {
  readonly name: string;
  /** Asked each time: a unit may come from the environment. */
  capabilities(): Capabilities;
  /** Ask for a payment session. Not idempotent: every accepted call is a new session. */
  open(account: ProviderAccount, input: OpenInput): Promise<Answer<Opened>>;
  /** Where the shopper goes with this token. */
  handOff(account: ProviderAccount, token: string): HandOff;
  /** Read a return's parameters; null when they cannot be this provider's. Trusts nothing. */
  parseCallback(parameters: Record<string, string>): Callback | null;
  /** Confirm a payment, with our own amount. The only proof of payment; safe to repeat. */
  verify(
    account: ProviderAccount,
    input: { token: string; amountRials: bigint },
  ): Promise<VerifyAnswer>;
  inquire?(account: ProviderAccount, token: string): Promise<Answer<SessionState>>;
  reverse?(account: ProviderAccount, token: string): Promise<Answer<null>>;
  /** Find a paid session where refunds are asked for. Moves nothing. */
  locatePayment?(
    account: ProviderAccount,
    paid: { refId: string; amountRials: bigint },
  ): Promise<Answer<LocatedPayment>>;
  /**
   * Pay money back. Not idempotent: after an `unknown` only `findRefund` may tell. `refused` means that
   * no money moves.
   */
  refund?(
    account: ProviderAccount,
    input: { paymentRef: string; amountRials: bigint; description: string },
  ): Promise<Answer<RefundSeen>>;
  /** The payment's newest refund; null when the provider says there is none. */
  findRefund?(account: ProviderAccount, paymentRef: string): Promise<Answer<RefundSeen | null>>;
  listUnverified?(account: ProviderAccount): Promise<Answer<UnverifiedPayment[]>>;
  fee?(account: ProviderAccount, amountRials: bigint): Promise<Answer<{ feeRials: bigint }>>;
}
