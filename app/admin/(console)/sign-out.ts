"use server";

import type { Route } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { sessionCookieName } from "@/lib/gates/next-auth";
import { action } from "@/lib/http/action";
import { revokeSession } from "@/lib/operators/revoke-session";

const end = action("operator.sign_out", {
  permission: "read",
  input: z.undefined(),
  withPrintedPassword: true,
  run: (ctx) => revokeSession(ctx.db, ctx.sessionId),
});

/** Ends the session at once: its row is revoked, so a copy of the cookie opens nothing either. */
export async function signOut(): Promise<void> {
  await end(undefined);
  (await cookies()).delete(sessionCookieName());
  redirect("/admin/sign-in" as Route);
}
