import type { FailureClass } from "@/lib/net/failure-class";

/** Why an attempt failed, as narrowly as the texts under `failureWord` and `failureHint` tell it. */
export type FailureKind =
  | FailureClass
  | "redirect"
  | "bad_request"
  | "not_authorized"
  | "not_found"
  | "method_not_allowed"
  | "gone"
  | "too_many_requests"
  | "client_error"
  | "server_error"
  | "gateway"
  | "other";

const BY_ERROR: Record<FailureClass | "redirect", FailureKind> = {
  timeout: "timeout",
  dns: "dns",
  connect: "connect",
  tls: "tls",
  address_not_allowed: "address_not_allowed",
  closed: "closed",
  unreadable: "unreadable",
  too_large: "too_large",
  redirect: "redirect",
};
const BY_STATUS: Record<number, FailureKind> = {
  400: "bad_request",
  401: "not_authorized",
  403: "not_authorized",
  404: "not_found",
  405: "method_not_allowed",
  410: "gone",
  422: "bad_request",
  429: "too_many_requests",
  502: "gateway",
  503: "gateway",
  504: "gateway",
};

/** The kind of failure an attempt met; null when it met none. */
export function failureKind(error: string | null, status: number | null): FailureKind | null {
  if (error === null) return null;
  const known = (BY_ERROR as Record<string, FailureKind | undefined>)[error];
  if (known) return known;
  if (status === null) return "other";
  return (
    BY_STATUS[status] ?? (status >= 500 ? "server_error" : status >= 400 ? "client_error" : "other")
  );
}
