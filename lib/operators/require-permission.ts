import type { ActorOf, Role } from "@/lib/context";
import { BrokerError } from "@/lib/errors";

/** `recheck`: may have a provider asked again. `write`: apps, keys, endpoints, money going back. */
export type Permission = "read" | "recheck" | "write";

const PERMISSIONS: Record<Role, readonly Permission[]> = {
  owner: ["read", "recheck", "write"],
  admin: ["read", "recheck", "write"],
  support: ["read", "recheck"],
  viewer: ["read"],
};

/**
 * Every admin verb's first line, so that no door can forget it.
 * @throws BrokerError `scope_missing` when the operator's role does not include the permission.
 */
export function requirePermission(actor: ActorOf<"operator">, permission: Permission): void {
  if (!PERMISSIONS[actor.role].includes(permission)) {
    throw new BrokerError("forbidden", "scope_missing");
  }
}
