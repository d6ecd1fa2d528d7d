import { SignJWT } from "jose";
import { NextRequest } from "next/server";
import type { Role } from "@/lib/context";
import { env } from "@/lib/env";

type Door = (request: NextRequest, route: { params: Promise<unknown> }) => Promise<Response>;
type Call = {
  method?: "GET" | "POST" | "PATCH" | "DELETE";
  /** Who calls; `null` sends no token. Default: owner. */
  role?: Role | null;
  /** Sent as it is, instead of a token of ours. */
  authorization?: string;
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
};
// biome-ignore lint/suspicious/noExplicitAny: answers are read by the assertions.
export type Answer = { status: number; headers: Headers; body: Record<string, any>; text: string };

/** An external admin JWT as the test environment's ADMIN_JWT_SECRET signs it, good for a minute. */
export function adminJwt(role: string, claims: Record<string, unknown> = {}): Promise<string> {
  return new SignJWT({ role, ...claims })
    .setProtectedHeader({ alg: "HS256" })
    .setSubject("operator-1")
    .setExpirationTime("1m")
    .sign(new TextEncoder().encode(env().ADMIN_JWT_SECRET));
}

/** Call an exported admin route handler as an operator of a role would. */
export async function adminCall(door: Door, call: Call = {}): Promise<Answer> {
  const { method = "GET", role = "owner", body, query, params = {} } = call;
  const headers = new Headers();
  const authorization = call.authorization ?? (role && `Bearer ${await adminJwt(role)}`);
  if (authorization) headers.set("Authorization", authorization);
  if (body !== undefined) headers.set("Content-Type", "application/json");
  const url = new URL("http://localhost:3000/v1/admin/called-by-a-test");
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const request = new NextRequest(url, { method, headers, ...sent });
  const response = await door(request, { params: Promise.resolve(params) });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: JSON.parse(text), text };
}
