"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { DialogClose, DialogFooter } from "@/components/ui/dialog";
import { CheckboxField, TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import type { ConsoleFilters } from "@/lib/transactions/console/schema";
import { keepView } from "./actions";
import { FilterSummary } from "./filter-summary";
import type { AppChoice } from "./filter-texts";

export type SaveViewProps = {
  query: string;
  filters: ConsoleFilters;
  apps: AppChoice[];
  mayWrite: boolean;
};

/** Asks for a name. One that is taken is asked about, not refused. */
export default function SaveViewForm({
  query,
  filters,
  apps,
  mayWrite,
  onSaved,
}: SaveViewProps & { onSaved: (id: string) => void }) {
  const t = useTranslations("consoleTransactions");
  const ui = useTranslations("ui");
  const [taken, setTaken] = useState<string | null>(null);

  async function save(form: FormData) {
    const name = String(form.get("name")).trim();
    const shared = form.get("shared") !== null;
    const result = await keepView({ name, query, shared, overwrite: name === taken });
    setTaken(!result.ok && result.error.reason === "view_exists" ? name : null);
    return result;
  }
  return (
    <ActionForm
      className="flex flex-col gap-4"
      action={save}
      done={t("viewSaved")}
      onDone={({ id }) => onSaved(id)}
    >
      <FilterSummary filters={filters} apps={apps} />
      <TextField name="name" label={t("viewName")} maxLength={60} />
      {mayWrite && (
        <CheckboxField name="shared" label={t("viewShareLabel")} hint={t("viewShareHint")} />
      )}
      <DialogFooter>
        <SubmitButton>{taken === null ? ui("save") : t("viewReplace")}</SubmitButton>
        <DialogClose>
          <Button>{ui("cancel")}</Button>
        </DialogClose>
      </DialogFooter>
    </ActionForm>
  );
}
