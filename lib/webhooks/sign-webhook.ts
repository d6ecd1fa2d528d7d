import { createHmac } from "node:crypto";

const PREFIX = "whsec_";

type Message = {
  /** The event's id; the same on every attempt. */
  id: string;
  /** Unix seconds of this attempt. */
  timestamp: number;
  /** The exact bytes sent. */
  body: string | Buffer;
};

/**
 * The `webhook-signature` header of Standard Webhooks 1.0.0
 * (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md):
 * `v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`, one for each secret (`whsec_` and base64),
 * separated by spaces. A receiver accepts the message when any one of them fits.
 */
export function signWebhook(secrets: readonly string[], { id, timestamp, body }: Message): string {
  const head = `${id}.${timestamp}.`;
  return secrets.map((secret) => `v1,${hmac(secret, head, body)}`).join(" ");
}

function hmac(secret: string, head: string, body: string | Buffer): string {
  if (!secret.startsWith(PREFIX)) throw new TypeError(`a webhook secret starts with ${PREFIX}`);
  const key = Buffer.from(secret.slice(PREFIX.length), "base64");
  return createHmac("sha256", key).update(head).update(body).digest("base64");
}
