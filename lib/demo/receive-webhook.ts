import "server-only";
import { database } from "@/db/client";
import { BrokerError } from "@/lib/errors";
import { FlatPaySignatureError, verifyWebhook, type WebhookEvent } from "@/public/sdk/flatpay.mjs";
import { ensureDemoShop } from "./ensure-demo-shop";
import { inquireOrder } from "./inquire-order";
import { recordOutcome } from "./record-outcome";
import { recordStep } from "./record-step";

const HEADERS = ["webhook-id", "webhook-timestamp", "webhook-signature"];

/**
 * News from the broker, checked on the bytes as they came. This, and not the shopper's return, is what
 * the shop ships on.
 * @throws BrokerError `invalid_credentials` for a webhook that is not authentic
 */
export async function receiveWebhook(rawBody: Uint8Array, headers: Headers): Promise<void> {
  const db = database();
  const { webhookSecret } = await ensureDemoShop(db);
  // Nobody was given a secret to sign with, so whoever sends this is not the broker.
  if (webhookSecret === null) throw new BrokerError("unauthorized", "invalid_credentials");
  const event = await verify(rawBody, headers, webhookSecret);
  // Not about an order of ours to ship: tests, and money going back.
  if (event.type === "endpoint.test" || event.type.startsWith("refund.")) return;
  const { transaction } = event.data;
  const orderId = transaction.order_id;
  const known = await recordStep(db, orderId, "webhook", {
    state: "done",
    at: new Date().toISOString(),
    detail: [
      ...HEADERS.map((label) => ({ label, value: headers.get(label) ?? "" })),
      { label: "type", value: event.type },
      { label: "seq", value: String(event.seq) },
      { label: "check.signature", value: "valid" },
    ],
    raw: new TextDecoder().decode(rawBody),
  });
  if (!known) return;
  await recordOutcome(db, orderId, transaction);
  await inquireOrder(db, orderId);
}

async function verify(
  rawBody: Uint8Array,
  headers: Headers,
  secret: string,
): Promise<WebhookEvent> {
  try {
    return await verifyWebhook(rawBody, headers, secret);
  } catch (cause) {
    if (!(cause instanceof FlatPaySignatureError)) throw cause;
    throw new BrokerError("unauthorized", "invalid_credentials", { cause });
  }
}
