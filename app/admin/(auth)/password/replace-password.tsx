"use client";

import { useTranslations } from "next-intl";
import { changePassword } from "../../(console)/settings/actions";
import { PasswordForm } from "../../(console)/settings/password-form";

/** The first own password; then on to the console, loaded anew because nothing was open before. */
export function ReplacePassword({ charsMin }: { charsMin: number }) {
  const t = useTranslations("consoleSettings");
  return (
    <PasswordForm
      action={changePassword}
      charsMin={charsMin}
      currentLabel={t("password.oneTime")}
      submit={t("password.replace")}
      onDone={() => window.location.assign("/admin")}
    />
  );
}
