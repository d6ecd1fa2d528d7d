"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { TextField } from "@/components/ui/field";
import type { AppValues } from "./app-values";
import { PayHeadPreview, type PayWords } from "./pay-head-preview";

/** What shoppers see of the app, beside the head of their page as it will be. */
export function BrandingFields({
  branding,
  name,
  words,
}: {
  branding: AppValues["branding"];
  /** Shown while no other name is given. */
  name: string;
  words: PayWords;
}) {
  const t = useTranslations("consoleAppForm");
  const [shown, setShown] = useState(branding);
  const field = (member: keyof AppValues["branding"]) => ({
    name: `branding.${member}`,
    value: shown[member] ?? "",
    onChange: (event: { target: { value: string } }) =>
      setShown((now) => ({ ...now, [member]: event.target.value })),
  });
  return (
    <div className="grid gap-5 md:grid-cols-2">
      <div className="flex flex-col gap-5">
        <TextField
          {...field("display_name")}
          label={t("displayName")}
          hint={t("displayNameHint")}
          placeholder={name}
          maxLength={80}
        />
        <TextField
          {...field("logo_url")}
          label={t("logoUrl")}
          hint={t("logoUrlHint")}
          placeholder="https://shop.example/logo.png"
          inputMode="url"
          code
          maxLength={2048}
        />
        <TextField
          {...field("support_url")}
          label={t("supportUrl")}
          hint={t("supportUrlHint")}
          placeholder="https://shop.example/support"
          inputMode="url"
          code
          maxLength={2048}
        />
      </div>
      <PayHeadPreview
        name={shown.display_name?.trim() || name.trim() || t("namePlaceholder")}
        logoUrl={shown.logo_url ?? ""}
        supportUrl={shown.support_url ?? ""}
        words={words}
      />
    </div>
  );
}
