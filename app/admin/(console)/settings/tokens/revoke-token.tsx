"use client";

import { useTranslations } from "next-intl";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { revokeToken } from "./actions";

/** Ends one token, after saying what that means. */
export function RevokeToken({ id, name }: { id: string; name: string }) {
  const t = useTranslations("consoleSettings");
  return (
    <ConfirmButton
      title={t("tokens.revokeTitle", { name })}
      consequences={t("tokens.revokeText")}
      confirm={t("tokens.revoke")}
      action={() => revokeToken({ id })}
      done={t("tokens.revoked")}
      look={{ size: "sm" }}
    >
      {t("tokens.revoke")}
    </ConfirmButton>
  );
}
