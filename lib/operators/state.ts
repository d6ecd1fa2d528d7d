import { ROLES, type Role } from "@/lib/context";

/**
 * `read`: see. `recheck`: may have a provider asked again. `write`: apps, keys, endpoints, money going
 * back. `manage`: operators and admin tokens.
 */
export type Permission = "read" | "recheck" | "write" | "manage";

const PERMISSIONS: Record<Role, readonly Permission[]> = {
  owner: ["read", "recheck", "write", "manage"],
  admin: ["read", "recheck", "write"],
  support: ["read", "recheck"],
  viewer: ["read"],
};

/** Whether a role includes a permission. Screens ask to show what fits; verbs ask again and refuse. */
export function can(role: Role, permission: Permission): boolean {
  return PERMISSIONS[role].includes(permission);
}

/** Of two roles the one that may do less. */
export function lesserRole(one: Role, other: Role): Role {
  return ROLES.indexOf(one) > ROLES.indexOf(other) ? one : other;
}

/** How close the rows of lists stand. */
export const DENSITIES = ["compact", "default", "relaxed"] as const;
export type Density = (typeof DENSITIES)[number];

/** A session ends so long after the sign-in, whatever happens, and so long after the last request. */
export const SESSION_HOURS = 12;
export const SESSION_IDLE_MINUTES = 30;
