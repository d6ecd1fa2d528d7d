import { encode } from "next-auth/jwt";
import { vi } from "vitest";
import type { Database } from "@/db/client";
import { operatorSessions, operators } from "@/db/schema/operators";
import type { Role } from "@/lib/context";
import { sessionCookieName, sessionTokenSecret } from "@/lib/gates/next-auth";
import { mintId } from "@/lib/ids/mint-id";

/** What Next hands to a request's code; the edge of the world for gates and actions. */
const request = vi.hoisted(() => ({
  cookies: new Map<string, string>(),
  headers: new Headers(),
}));
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => {
      const value = request.cookies.get(name);
      return value === undefined ? undefined : { name, value };
    },
    set: (name: string, value: string) => void request.cookies.set(name, value),
    delete: (name: string) => void request.cookies.delete(name),
  }),
  headers: async () => request.headers,
}));
vi.mock("next-intl/server", () => ({ getLocale: async () => "fa" }));

/** The request that gates and actions see from now on. */
export function pretendRequest(given: {
  session?: string | null;
  headers?: Record<string, string>;
}): void {
  request.cookies.clear();
  if (given.session) request.cookies.set(sessionCookieName(), given.session);
  request.headers = new Headers({ origin: "http://localhost:3000", ...given.headers });
  if (given.headers?.origin === "") request.headers.delete("origin");
}

/** An operator with a session, and the cookie that names it. */
export async function makeOperator(
  db: Database,
  tenantId: string,
  given: Partial<typeof operators.$inferInsert> = {},
  session: Partial<typeof operatorSessions.$inferInsert> = {},
) {
  const id = mintId("operator");
  const role: Role = given.role ?? "owner";
  await db.insert(operators).values({
    id,
    tenantId,
    email: `${id.toLowerCase()}@example.com`,
    passwordHash: "unused",
    ...given,
    role,
  });
  const sessionId = mintId("session");
  const expiresAt = new Date(Date.now() + 3_600_000);
  await db
    .insert(operatorSessions)
    .values({ id: sessionId, operatorId: id, address: "127.0.0.1", expiresAt, ...session });
  const cookie = await encode({ token: { sid: sessionId }, secret: sessionTokenSecret() });
  return { id, role, sessionId, cookie };
}
