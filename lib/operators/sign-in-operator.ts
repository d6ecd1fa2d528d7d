import "server-only";
import { and, eq, exists, gt, isNull, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { operatorSessions, operators } from "@/db/schema/operators";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context, TenantId } from "@/lib/context";
import { fingerprint } from "@/lib/crypto/fingerprint";
import { mintId } from "@/lib/ids/mint-id";
import { getDefaultTenantId } from "@/lib/profiles/get-defaults";
import { giveBackTry } from "./give-back-try";
import { SESSION_HOURS } from "./state";
import { type Try, takeTry } from "./take-try";
import { verifyPassword } from "./verify-password";

type Input = { email: string; password: string; address: string; userAgent: string | null };
type Outcome =
  | { outcome: "signed_in"; sessionId: string }
  /** `retryAfterSeconds` is 0 while another try may follow at once. */
  | { outcome: "refused"; retryAfterSeconds: number };
type Operator = typeof operators.$inferSelect;

const USER_AGENT_CHARS_MAX = 300;
const EMAIL_CHARS_MAX = 254;

/**
 * A password for a session (threats.md T48, T49). An unknown account, a disabled one and a wrong
 * password are one answer after the same work; while a wait runs the password is not looked at.
 */
export async function signInOperator(db: Database, input: Input): Promise<Outcome> {
  const { address, password } = input;
  // PostgreSQL takes no NUL in a text, and no address has one.
  const email = input.email.replaceAll("\0", "").trim().toLowerCase().slice(0, EMAIL_CHARS_MAX);
  const { operator, familiar } = await findAccount(db, email, address);
  const { taken, waitSeconds } = await takeTry(db, { email, address, familiar });
  if (!taken) return { outcome: "refused", retryAfterSeconds: waitSeconds };
  if (await verifyPassword(operator?.passwordHash ?? null, password)) {
    const sessionId = operator && (await beginSession(db, operator, taken, input));
    if (sessionId) return { outcome: "signed_in", sessionId };
  }
  // An unknown account's e-mail may be a password typed in the wrong field: only its hash is kept.
  const entityId = operator?.id ?? `account:${fingerprint("sign-in", email).slice(0, 16)}`;
  const tenantId = operator?.tenantId ?? (await getDefaultTenantId(db));
  const stranger = { type: "system", job: "sign-in" } as const;
  const ctx: Context = { actor: stranger, db, requestId: mintId("request") };
  const data = { address };
  await recordAudit(ctx, { tenantId, action: "operator.sign_in_refused", entityId, data });
  return { outcome: "refused", retryAfterSeconds: waitSeconds };
}

/** The account that may sign in, if any, and whether it lately did from this address. */
async function findAccount(db: Database, email: string, address: string) {
  const recent = db
    .select({ id: operatorSessions.id })
    .from(operatorSessions)
    .where(
      and(
        eq(operatorSessions.operatorId, operators.id),
        eq(operatorSessions.address, address),
        gt(operatorSessions.createdAt, sql`now() - interval '30 days'`),
      ),
    );
  const [found] = await db
    .select({ operator: operators, familiar: sql<boolean>`${exists(recent)}` })
    .from(operators)
    .where(and(eq(sql`lower(${operators.email})`, email), isNull(operators.disabledAt)));
  return found ?? { operator: null, familiar: false };
}

/** A new session, always; null when the account was disabled or got another password meanwhile. */
async function beginSession(
  db: Database,
  { id, tenantId, role, passwordHash }: Operator,
  taken: Try,
  { address, userAgent }: Input,
): Promise<string | null> {
  return db.transaction(async (tx) => {
    const [still] = await tx
      .select({ id: operators.id })
      .from(operators)
      .where(
        and(
          eq(operators.id, id),
          eq(operators.passwordHash, passwordHash),
          isNull(operators.disabledAt),
        ),
      )
      // Whoever ends this operator's sessions comes wholly before or wholly after us.
      .for("share");
    if (!still) return null;
    const sessionId = mintId("session");
    await tx.insert(operatorSessions).values({
      id: sessionId,
      operatorId: id,
      address,
      userAgent: userAgent?.slice(0, USER_AGENT_CHARS_MAX) ?? null,
      expiresAt: sql`now() + make_interval(hours => ${SESSION_HOURS})`,
    });
    await giveBackTry(tx, taken);
    const actor = {
      type: "operator",
      tenantId: tenantId as TenantId,
      operatorId: id,
      role,
    } as const;
    const ctx: Context = { actor, db: tx, requestId: mintId("request") };
    const data = { address, session: sessionId };
    await recordAudit(ctx, { tenantId, action: "operator.sign_in", entityId: id, data });
    return sessionId;
  });
}
