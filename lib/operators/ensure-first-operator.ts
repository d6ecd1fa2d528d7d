import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { operators } from "@/db/schema/operators";
import { env } from "@/lib/env";
import { mintId } from "@/lib/ids/mint-id";
import { getDefaultTenantId } from "@/lib/profiles/get-defaults";
import { hashPassword } from "./hash-password";
import { mintOneTimePassword } from "./mint-one-time-password";

const EMAIL_DEFAULT = "admin@localhost";
/** Any constant: processes that start together take turns. */
const LOCK = 7_261_005;

/**
 * When there is no operator yet, make the owner: from ADMIN_EMAIL and ADMIN_PASSWORD, or with a random
 * one-time password where the latter is unset.
 * @returns that password, for the one process that made it to print; null when there is nothing to print.
 * It is stored only as a hash. @throws Error when the default tenant is missing.
 */
export async function ensureFirstOperator(
  db: Database,
): Promise<{ email: string; oneTimePassword: string } | null> {
  if (await anyOperator(db)) return null;
  const email = env().ADMIN_EMAIL ?? EMAIL_DEFAULT;
  const given = env().ADMIN_PASSWORD;
  const password = given ?? mintOneTimePassword();
  // Before the lock: hashing is slow on purpose.
  const passwordHash = await hashPassword(password);
  const made = await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`);
    if (await anyOperator(tx)) return false;
    await tx.insert(operators).values({
      id: mintId("operator"),
      tenantId: await getDefaultTenantId(tx),
      email,
      role: "owner",
      passwordHash,
      passwordIssuedAt: given ? null : sql`now()`,
    });
    return true;
  });
  return made && !given ? { email, oneTimePassword: password } : null;
}

async function anyOperator(db: Database): Promise<boolean> {
  const found = await db.select({ id: operators.id }).from(operators).limit(1);
  return found.length > 0;
}
