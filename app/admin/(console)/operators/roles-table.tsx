import { Check, Minus } from "lucide-react";
import { useTranslations } from "next-intl";
import { Section } from "@/components/ui/section";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { ROLES } from "@/lib/context";
import { can, type Permission } from "@/lib/operators/state";

const PERMISSIONS = ["read", "recheck", "write", "manage"] as const satisfies Permission[];

/** What each role may do, read from the table that decides it. */
export function RolesTable() {
  const t = useTranslations("consoleOperators");
  const roles = useTranslations("console");
  return (
    <Section title={t("rolesTitle")} className="mt-10">
      <Table label={t("rolesTitle")}>
        <thead>
          <tr>
            <Th>{t("permission")}</Th>
            {ROLES.map((role) => (
              <Th key={role}>{roles(`role.${role}`)}</Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {PERMISSIONS.map((permission) => (
            <Tr key={permission}>
              <Td>
                <span className="block min-w-44 whitespace-normal py-2">
                  {t(`may.${permission}`)}
                </span>
              </Td>
              {ROLES.map((role) => {
                const may = can(role, permission);
                const Icon = may ? Check : Minus;
                return (
                  <Td key={role}>
                    <Icon
                      role="img"
                      aria-label={t(may ? "yes" : "no")}
                      className={may ? "size-4 text-ok" : "size-4 text-ink-3"}
                    />
                  </Td>
                );
              })}
            </Tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
