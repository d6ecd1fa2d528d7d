"use client";

import { useTranslations } from "next-intl";
import { SelectField, TextField } from "@/components/ui/field";
import { ROLES, type Role } from "@/lib/context";

/** A role to choose, with what it may do under it. */
export function RoleField({ initial }: { initial: Role }) {
  const t = useTranslations("console");
  const own = useTranslations("consoleOperators");
  return (
    <SelectField name="role" label={own("roleLabel")} defaultValue={initial} hint={own("roleHint")}>
      {ROLES.map((role) => (
        <option key={role} value={role}>
          {t(`role.${role}`)}
        </option>
      ))}
    </SelectField>
  );
}

/** Who a new colleague is. */
export function IdentityFields() {
  const t = useTranslations("consoleOperators");
  return (
    <>
      <TextField name="email" label={t("email")} type="email" code required autoComplete="off" />
      <TextField name="name" label={t("name")} hint={t("nameHint")} autoComplete="off" />
    </>
  );
}
