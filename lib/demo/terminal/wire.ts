import { FlatPayError, type ReturnFields, signRequest } from "@/public/sdk/flatpay.mjs";
import type { Exchange } from "../recording-client";
import type { Report } from "./report";
import type { TerminalShop } from "./shop";

/** The last exchange, and a fresh page for the next. */
export function take(exchanges: Exchange[]): Exchange {
  const last = exchanges.at(-1);
  if (!last) throw new Error("nothing was sent");
  exchanges.length = 0;
  return last;
}

/** A signed request and its answer, with what was signed. @throws Error when none came. */
export async function showExchange(
  { method, path, headers, body, answer }: Exchange,
  { key, secret }: TerminalShop,
  report: Report,
): Promise<void> {
  const names = ["X-Api-Key", "X-Timestamp", "X-Nonce", "X-Signature"];
  const sent = (name: string) => headers[name.toLowerCase()] ?? "";
  const { stringToSign } = await signRequest({
    method,
    path,
    body,
    key,
    secret,
    timestamp: sent("X-Timestamp"),
    nonce: sent("X-Nonce"),
  });
  report.show(`string to sign:\n${stringToSign.replace(/^/gm, "  ")}`);
  report.show(`${method} ${path}`);
  for (const name of names) report.show(`${name}: ${sent(name)}`);
  report.show(`\n${body}\n`);
  if (!answer) throw new Error(`${path} was not answered`);
  report.show(`${answer.status}  X-Request-Id: ${answer.headers.get("X-Request-Id")}`);
  report.show(answer.body);
}

/** Send bytes and headers as they are; answers the status and the broker's reason. */
export async function send(
  url: string,
  path: string,
  headers: Record<string, string>,
  body: string,
): Promise<string> {
  const answer = await fetch(url + path, {
    method: "POST",
    headers: { ...headers, "Content-Type": "application/json" },
    body,
  });
  const { error } = (await answer.json()) as { error?: { reason?: string } };
  return `${answer.status} ${error?.reason ?? "accepted"}`;
}

/** Why the SDK refuses; `accepted` when it does not. Anything but a refusal is thrown on. */
export async function reasonOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "accepted";
  } catch (error) {
    if (error instanceof FlatPayError) return error.reason;
    throw error;
  }
}

/** What the signature of a return covers, as the browser carries it. */
export function fieldsOf(returnUrl: string): ReturnFields {
  const query = new URL(returnUrl).searchParams;
  const text = (name: string) => query.get(name) ?? "";
  return {
    amount: text("amount"),
    currency: text("currency"),
    key: text("key"),
    order_id: text("order_id"),
    ref_id: text("ref_id"),
    status: text("status"),
    timestamp: text("timestamp"),
    transaction_id: text("transaction_id"),
  };
}
