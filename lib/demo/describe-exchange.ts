import {
  FlatPayError,
  type KeyPair,
  signRequest,
  type Transaction,
} from "@/public/sdk/flatpay.mjs";
import type { Exchange } from "./recording-client";
import type { DemoStep } from "./state";

const SIGNED_HEADERS = ["X-Api-Key", "X-Timestamp", "X-Nonce", "X-Signature"];

type Told = Pick<DemoStep, "detail"> & { raw?: string };

/**
 * A signed request and its answer for a reader: headers, body, what was signed, what came back. Labels
 * are the wire's own names; `check.…` labels say what the shop made of it.
 */
export async function describeExchange(
  exchanges: readonly Exchange[],
  { key, secret }: KeyPair,
  outcome: Transaction | FlatPayError,
): Promise<Told> {
  const last = exchanges.at(-1);
  if (!last) return { detail: describeOutcome(outcome) };
  const { method, path, body, headers, answer } = last;
  const sent = (name: string) => headers[name.toLowerCase()] ?? "";
  const requestId = answer?.headers.get("X-Request-Id");
  const { stringToSign } = await signRequest({
    method,
    path,
    body,
    key,
    secret,
    timestamp: sent("X-Timestamp"),
    nonce: sent("X-Nonce"),
  });
  const detail = [
    { label: method, value: path },
    ...SIGNED_HEADERS.map((label) => ({ label, value: sent(label) })),
    { label: "body", value: body },
    ...(answer ? [{ label: "HTTP", value: String(answer.status) }] : []),
    ...(requestId ? [{ label: "X-Request-Id", value: requestId }] : []),
    ...(exchanges.length > 1 ? [{ label: "attempts", value: String(exchanges.length) }] : []),
    ...describeOutcome(outcome),
  ];
  return { detail, raw: stringToSign };
}

function describeOutcome(outcome: Transaction | FlatPayError): DemoStep["detail"] {
  if (outcome instanceof FlatPayError) {
    const { code, reason, message } = outcome;
    return Object.entries({ code, reason, message }).map(([label, value]) => ({ label, value }));
  }
  const { id, status, authority, ref_id: refId, pay_url: payUrl } = outcome;
  return Object.entries({ id, status, authority, ref_id: refId, pay_url: payUrl }).flatMap(
    ([label, value]) => (value === null ? [] : [{ label, value }]),
  );
}
