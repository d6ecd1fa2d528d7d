import { createHmac } from "node:crypto";
import { signaturesOf } from "./read-signature";
import type { KnownSecret, Sent } from "./sent";

/** Whether an attempt's header has a signature of this secret; where no headers were kept, by its times. */
export function signedBy({ eventId, body, attempt }: Sent, known: KnownSecret): boolean {
  const { timestamp, header, atMs } = attempt;
  if (timestamp === null || header === null) {
    return known.kind === "current" || (known.endsAt !== null && Date.parse(known.endsAt) > atMs);
  }
  const key = Buffer.from(known.secret.replace(/^whsec_/, ""), "base64");
  const digest = createHmac("sha256", key).update(`${eventId}.${timestamp}.${body}`).digest();
  return signaturesOf(header).some((one) => one.equals(digest));
}
