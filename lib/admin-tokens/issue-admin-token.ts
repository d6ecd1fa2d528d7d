import "server-only";
import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { adminTokens } from "@/db/schema/operators";
import { recordAudit } from "@/lib/audit/record-audit";
import { type ActorOf, type Context, inTransaction } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { mintId } from "@/lib/ids/mint-id";
import { requirePermission } from "@/lib/operators/require-permission";
import { lesserRole } from "@/lib/operators/state";
import { hashToken, TOKEN_PREFIX } from "./hash-token";
import type { IssueAdminTokenInput } from "./schema";

const TOKEN_BYTES = 32;
const HINT_CHARS = 4;

type Issued = { id: string; token: string; hint: string; expiresAt: Date };

/**
 * A token for the admin API, for a program of the operator's (client-api.md §8). It is in this answer and
 * nowhere else; only its hash is kept. @throws BrokerError `scope_missing`, also for a role above one's own
 */
export async function issueAdminToken(
  ctx: Context<ActorOf<"operator">>,
  { name, role, days }: IssueAdminTokenInput,
): Promise<Issued> {
  requirePermission(ctx.actor, "manage");
  if (lesserRole(role, ctx.actor.role) !== role)
    throw new BrokerError("forbidden", "scope_missing");
  const { tenantId, operatorId } = ctx.actor;
  const token = `${TOKEN_PREFIX}${randomBytes(TOKEN_BYTES).toString("base64url")}`;
  return inTransaction(ctx, async (tx) => {
    const id = mintId("adminToken");
    const [issued] = await tx.db
      .insert(adminTokens)
      .values({
        id,
        tenantId,
        createdBy: operatorId,
        name,
        tokenHash: hashToken(token),
        hint: token.slice(-HINT_CHARS),
        role,
        expiresAt: sql`now() + make_interval(days => ${days})`,
      })
      .returning({ hint: adminTokens.hint, expiresAt: adminTokens.expiresAt });
    if (!issued) throw new Error("the insert answered no row");
    const data = { name, role, expires_at: issued.expiresAt.toISOString() };
    await recordAudit(tx, { tenantId, action: "admin_token.issue", entityId: id, data });
    return { id, token, ...issued };
  });
}
