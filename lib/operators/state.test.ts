import { expect, test } from "vitest";
import { ROLES, type Role } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { requirePermission } from "./require-permission";
import { can, lesserRole, type Permission } from "./state";

const MATRIX: Record<Permission, Role[]> = {
  read: ["owner", "admin", "support", "viewer"],
  recheck: ["owner", "admin", "support"],
  write: ["owner", "admin"],
  manage: ["owner"],
};

test.each(Object.entries(MATRIX) as [Permission, Role[]][])("%s is for %s alone", (what, roles) => {
  expect(ROLES.filter((role) => can(role, what))).toEqual(roles);
  for (const role of ROLES) {
    const ask = () =>
      requirePermission({ type: "operator", tenantId: "t" as never, operatorId: "o", role }, what);
    if (roles.includes(role)) expect(ask).not.toThrow();
    else expect(ask).toThrow(BrokerError);
  }
});

test("the lesser of two roles is the one that may do less, whichever comes first", () => {
  expect(lesserRole("owner", "support")).toBe("support");
  expect(lesserRole("viewer", "admin")).toBe("viewer");
  expect(lesserRole("admin", "admin")).toBe("admin");
});
