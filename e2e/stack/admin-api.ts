import { SignJWT } from "jose";
import { SECRETS } from "./secrets";

// biome-ignore lint/suspicious/noExplicitAny: answers are read by the assertions.
type Answer = Record<string, any>;

/** A token as the operator's own identity system would sign it (client-api.md §8). */
export function adminToken(role = "owner"): Promise<string> {
  return new SignJWT({ role })
    .setProtectedHeader({ alg: "HS256" })
    .setSubject("e2e")
    .setExpirationTime("10m")
    .sign(new TextEncoder().encode(SECRETS.ADMIN_JWT_SECRET));
}

/**
 * Calls the admin API over HTTP as an owner.
 * @throws Error with the answer, when it is not a success.
 */
export async function callAdmin(brokerUrl: string, path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(`${brokerUrl}/v1/admin${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: {
      Authorization: `Bearer ${await adminToken()}`,
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`);
  return JSON.parse(text);
}
