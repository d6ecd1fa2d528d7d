import type { ActorOf } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { can, type Permission } from "./state";

export type { Permission } from "./state";

/**
 * Every admin verb's first line, so that no door can forget it.
 * @throws BrokerError `scope_missing` when the operator's role does not include the permission.
 */
export function requirePermission(actor: ActorOf<"operator">, permission: Permission): void {
  if (!can(actor.role, permission)) throw new BrokerError("forbidden", "scope_missing");
}
