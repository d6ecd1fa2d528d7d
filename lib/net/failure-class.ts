import { AddressNotAllowedError, NameError } from "./vetted-connector";

/** Why a request brought no answer. This word is all the other side's owner is told: never an address. */
const FAILURE_CLASSES = [
  "timeout",
  "dns",
  "connect",
  "tls",
  "address_not_allowed",
  "closed",
  "unreadable",
  "too_large",
] as const;
export type FailureClass = (typeof FAILURE_CLASSES)[number];

const BY_CODE: readonly (readonly [RegExp, FailureClass])[] = [
  [/^(UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT|ETIMEDOUT)$/, "timeout"],
  [/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|EACCES|ENETDOWN)$/, "connect"],
  [/^(ENOTFOUND|EAI_AGAIN|ETIMEOUT)$/, "dns"],
  [/^(UND_ERR_SOCKET|ECONNRESET|EPIPE)$/, "closed"],
  [/^(UND_ERR_HEADERS|HPE_HEADER)_OVERFLOW$/, "too_large"],
  // UND_ERR_INVALID_ARG is a mistake of ours.
  [/^(HPE_|UND_ERR_(?!INVALID_ARG))/, "unreadable"],
  // OpenSSL's and Node's names: https://nodejs.org/docs/latest-v20.x/api/tls.html#x509-certificate-error-codes
  [
    /^(ERR_TLS_|ERR_SSL_|EPROTO|CERT_|CRL_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH|ERROR_IN_)/,
    "tls",
  ],
];

/** The class of what a request through `vettedAgent` threw; null for a surprise, which is our own fault. */
export function failureClass(error: unknown): FailureClass | null {
  if (error instanceof AddressNotAllowedError) return "address_not_allowed";
  if (error instanceof NameError) return "dns";
  if (!(error instanceof Error)) return null;
  const { code } = error as { code?: unknown };
  const known = BY_CODE.find(([pattern]) => typeof code === "string" && pattern.test(code));
  if (known) return known[1];
  // undici's parser does not always give its errors a code.
  if (error.name === "HTTPParserError") return "unreadable";
  // Several addresses were tried and each failed in its own way: the first tells enough.
  if (error instanceof AggregateError) return failureClass(error.errors[0]);
  return null;
}
