"use client";

import { KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { makeKey } from "../apps/[id]/keys/actions";
import { useReveal } from "../apps/[id]/keys/key-reveal";

/** One press: a test key of the new app, shown once. */
export function FirstKeyForm({ appId }: { appId: string }) {
  const t = useTranslations("consoleFirstRun");
  const reveal = useReveal();
  return (
    <ActionForm action={makeKey} onDone={reveal}>
      <input type="hidden" name="appId" value={appId} />
      <input type="hidden" name="mode" value="test" />
      <input type="hidden" name="label" value={t("keyLabel")} />
      <SubmitButton size="lg">
        <KeyRound aria-hidden />
        {t("keyAct")}
      </SubmitButton>
    </ActionForm>
  );
}
