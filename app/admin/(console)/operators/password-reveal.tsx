"use client";

import { useTranslations } from "next-intl";
import { SecretReveal } from "@/components/ui/secret-reveal";

/** A colleague's one-time password with all they need to sign in. Shown once. */
export function PasswordReveal({
  title,
  email,
  oneTimePassword,
  signInUrl,
  onClose,
}: {
  title: string;
  email: string;
  oneTimePassword: string;
  signInUrl: string;
  onClose: () => void;
}) {
  const t = useTranslations("consoleOperators");
  return (
    <SecretReveal
      title={title}
      note={t("revealNote")}
      values={[
        { label: t("signInUrl"), value: signInUrl },
        { label: t("email"), value: email },
        { label: t("oneTimePassword"), value: oneTimePassword },
      ]}
      onClose={onClose}
    />
  );
}
