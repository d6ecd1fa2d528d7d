import "server-only";
import { auditLog } from "@/db/schema/operators";
import { type Actor, actorId, type Context } from "@/lib/context";
import { mintId } from "@/lib/ids/mint-id";

type Entry = {
  tenantId: string;
  /** `noun.verb`, e.g. `key.issue`. */
  action: `${string}.${string}`;
  entityId: string;
  /** What changed. Never a secret. */
  data?: Record<string, unknown>;
};

/** Say who did what, in the transaction that does it. */
export async function recordAudit(ctx: Context<Actor>, entry: Entry): Promise<void> {
  await ctx.db.insert(auditLog).values({
    id: mintId("audit"),
    actorType: ctx.actor.type,
    actorId: actorId(ctx.actor),
    requestId: ctx.requestId,
    ...entry,
  });
}
