"use client";

import { useTranslations } from "next-intl";
import { useWriting } from "@/components/format/use-writing";
import { ActionForm } from "@/components/ui/action-form";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { formatToman } from "@/lib/money/format-money";
import { saveLimit } from "./actions";

/** From which amount on a refund needs a second person; null: none does. */
export function LimitForm({ limitRials }: { limitRials: string | null }) {
  const t = useTranslations("consoleSettings");
  const writing = useWriting();
  return (
    <ActionForm action={saveLimit} done={t("saved")} guard className="flex flex-col gap-4">
      <TextField
        name="limit"
        label={t("refunds.limit")}
        hint={t("refunds.limitHint")}
        defaultValue={limitRials === null ? "" : formatToman(BigInt(limitRials), writing).value}
        inputMode="numeric"
        autoComplete="off"
        dir="ltr"
        className="max-w-sm rtl:[&_input]:text-right"
      />
      <p className="text-ink-2 text-table">{t("refunds.note")}</p>
      <div>
        <SubmitButton>{t("save")}</SubmitButton>
      </div>
    </ActionForm>
  );
}
