/** How a body was written anew from what had been parsed. */
export const BODY_WAYS = [
  "json_compact",
  "json_indented_2",
  "json_indented_4",
  "json_indented_tab",
  "python",
  "python_unicode",
  "python_compact",
  "python_indented_2",
  "python_indented_4",
  "python_repr",
  "php",
  "php_unicode",
  "php_arrays",
  "php_unicode_arrays",
  "php_pretty",
  "go",
  "dotnet",
  "data_only",
  "quoted_twice",
  "object_object",
  "empty",
  "latin1",
] as const;
export type BodyWay = (typeof BODY_WAYS)[number];

/** What was added or lost around a body. */
export const BODY_EDGES = ["newline", "crlf", "bom", "trimmed"] as const;

/**
 * What may be wrong with a receiver's check. The words for each are the screen's; what a code carries is
 * in its `facts`.
 */
export const FINDING_CODES = [
  /** What was computed is what was sent: the comparison, or what is read from the header, is wrong. */
  "correct",
  /** It is bare base64, and the header has `v1,` before it. */
  "prefix_compared",
  /** The header has several signatures, and it is the first: the header as a whole is never equal. */
  "list_compared",
  /** The header has several signatures, and it is a later one: code that looks at the first refuses. */
  "first_only_compared",
  "encoding_hex",
  "encoding_base64url",
  "encoding_unpadded",
  /** Base64 of the hexadecimal text instead of the bytes. */
  "encoding_hex_in_base64",
  /** `prefix`: `sha256=` and the like, which our header does not have. */
  "prefix_foreign",
  /** `hash`: another than sha256. */
  "hash_wrong",
  /** A plain hash without any secret. */
  "hash_unkeyed",
  /** `way` */
  "body_rewritten",
  "body_keys_sorted",
  /** `edge` */
  "body_edge",
  /** It differs in a way we do not know; `offset` of the first differing character. */
  "body_changed",
  /** The text was the key; `prefixed`: with its `whsec_`. */
  "secret_not_decoded",
  /** `whsec_` was decoded as if it were base64 too. */
  "secret_decoded_with_prefix",
  /** The decoded bytes were turned into text, which loses some. */
  "secret_decoded_to_text",
  /** Rotated away before this attempt; `ended_at`. */
  "secret_old",
  /** This attempt was signed before the secret that is used now was made. */
  "secret_newer",
  /** `endpoint_id`, `mode` */
  "secret_of_another_endpoint",
  /** It belongs to no endpoint of this app; `looks_like` says so when it is something else of ours. */
  "secret_unknown",
  "content_without_id",
  "content_without_timestamp",
  /** `separator` */
  "content_separator",
  /** `order`, such as `timestamp.id.body` */
  "content_order",
  /** `id_of`: delivery or transaction, where the event's (the header `webhook-id`) belongs. */
  "content_wrong_id",
  "timestamp_milliseconds",
  /** `attempt` */
  "timestamp_of_another_attempt",
  /** The body's own `timestamp` instead of the header's. */
  "timestamp_of_event",
  /** Not the header's but a clock's; `seconds_off`. */
  "timestamp_own_clock",
  /** The receiver's clock is more than five minutes off ours; `seconds_off`. */
  "clock_off",
  /** `header`: the one that was read, where `webhook-signature` belongs. */
  "header_wrong",
  /** `attempt` */
  "header_of_another_attempt",
  /** No signature was given, and what was given is as it should be. */
  "inputs_right",
  /** No mistake that we know leads to it. */
  "not_reproduced",
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

export type FindingFacts = {
  prefix?: string;
  hash?: string;
  way?: BodyWay;
  edge?: (typeof BODY_EDGES)[number];
  offset?: number;
  prefixed?: boolean;
  ended_at?: string;
  endpoint_id?: string;
  mode?: "test" | "live";
  looks_like?: "api_secret" | "public_key";
  separator?: string;
  order?: string;
  id_of?: "delivery" | "transaction";
  attempt?: number;
  seconds_off?: number;
  header?: string;
};

/** `certain`: proven by recomputing or by comparing; otherwise it may be the cause. */
export type Finding = { code: FindingCode; certain: boolean; facts: FindingFacts };

/** A proven finding. */
export const found = (code: FindingCode, facts: FindingFacts = {}): Finding => ({
  code,
  certain: true,
  facts,
});

/** What may be the cause, as far as can be told. */
export const perhaps = (code: FindingCode, facts: FindingFacts = {}): Finding => ({
  code,
  certain: false,
  facts,
});
