"use client";

import { useTranslations } from "next-intl";
import { Code } from "@/components/format/code";
import { ActionForm } from "@/components/ui/action-form";
import { Fact, Facts } from "@/components/ui/facts";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Role } from "@/lib/context";
import { saveProfile } from "./actions";

/** One's name, which is one's own to change; e-mail and role, which an owner gives. */
export function ProfileForm({
  name,
  email,
  role,
}: {
  name: string | null;
  email: string;
  role: Role;
}) {
  const t = useTranslations("consoleSettings");
  const shared = useTranslations("console");
  return (
    <ActionForm action={saveProfile} done={t("saved")} guard className="flex flex-col gap-4">
      <TextField
        name="name"
        label={t("profile.name")}
        hint={t("profile.nameHint")}
        defaultValue={name ?? ""}
        autoComplete="name"
        className="max-w-sm"
      />
      <Facts>
        <Fact name={t("profile.email")}>
          <Code>{email}</Code>
        </Fact>
        <Fact name={t("profile.role")}>{shared(`role.${role}`)}</Fact>
      </Facts>
      <div>
        <SubmitButton>{t("save")}</SubmitButton>
      </div>
    </ActionForm>
  );
}
