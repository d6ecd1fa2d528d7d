"use client";

import { useTranslations } from "next-intl";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { endOtherSessions } from "../actions";

/** Signs out everywhere but here. */
export function EndOthers() {
  const t = useTranslations("consoleSettings");
  return (
    <ConfirmButton
      title={t("sessions.endTitle")}
      consequences={t("sessions.endText")}
      confirm={t("sessions.endOthers")}
      action={() => endOtherSessions(undefined)}
      done={t("sessions.ended")}
    >
      {t("sessions.endOthers")}
    </ConfirmButton>
  );
}
