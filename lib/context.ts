import type { Database } from "@/db/client";

declare const proven: unique symbol;

/** An app id some gate has checked. Only `lib/gates` may mint one; every app-scoped query demands it. */
export type AppId = string & { readonly [proven]: "AppId" };
export type TenantId = string & { readonly [proven]: "TenantId" };

export const MODES = ["test", "live"] as const;
export type Mode = (typeof MODES)[number];

export const ROLES = ["owner", "admin", "support", "viewer"] as const;
export type Role = (typeof ROLES)[number];

export type Actor =
  | { type: "app"; tenantId: TenantId; appId: AppId; keyId: string; mode: Mode }
  | { type: "operator"; tenantId: TenantId; operatorId: string; role: Role }
  | { type: "shopper" }
  | { type: "system"; job: string };

export type ActorOf<T extends Actor["type"]> = Extract<Actor, { type: T }>;

/** What a verb is handed: who asks, and the world it may touch. `db` may be a transaction. */
export type Context<A extends Actor = Actor> = {
  actor: A;
  db: Database;
  requestId: string;
};

/** Run `work` on one database transaction; inside another this is a savepoint. */
export function inTransaction<A extends Actor, T>(
  ctx: Context<A>,
  work: (tx: Context<A>) => Promise<T>,
): Promise<T> {
  return ctx.db.transaction((db) => work({ ...ctx, db }));
}

/** The id an event or audit row names as its doer. */
export function actorId(actor: Actor): string | null {
  if (actor.type === "app") return actor.keyId;
  if (actor.type === "operator") return actor.operatorId;
  if (actor.type === "system") return actor.job;
  return null;
}
