"use client";

import { BookmarkPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useListNavigation } from "@/components/data-table/list-navigation";
import { ActionForm } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogFooter } from "@/components/ui/dialog";
import { CheckboxField, TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import type { ConsoleFilters } from "@/lib/transactions/console/schema";
import { keepView } from "./actions";
import { viewHref } from "./address";
import { FilterSummary } from "./filter-summary";
import type { AppChoice } from "./filter-texts";

/** Keeps the filters in sight under a name. A name that is taken is asked about, not refused. */
export function SaveView({
  query,
  filters,
  apps,
  mayWrite,
}: {
  query: string;
  filters: ConsoleFilters;
  apps: AppChoice[];
  mayWrite: boolean;
}) {
  const t = useTranslations("consoleTransactions");
  const ui = useTranslations("ui");
  const { go } = useListNavigation();
  const [open, setOpen] = useState(false);
  const [taken, setTaken] = useState<string | null>(null);

  async function save(form: FormData) {
    const name = String(form.get("name")).trim();
    const shared = form.get("shared") !== null;
    const result = await keepView({ name, query, shared, overwrite: name === taken });
    setTaken(!result.ok && result.error.reason === "view_exists" ? name : null);
    return result;
  }
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setTaken(null);
      }}
      trigger={
        <Button>
          <BookmarkPlus aria-hidden />
          <span className="max-sm:sr-only">{t("saveView")}</span>
        </Button>
      }
      title={t("saveViewTitle")}
      description={t("saveViewText")}
    >
      <ActionForm
        className="flex flex-col gap-4"
        action={save}
        done={t("viewSaved")}
        onDone={({ id }) => {
          setOpen(false);
          go(viewHref({ id, query }));
        }}
      >
        <FilterSummary filters={filters} apps={apps} />
        <TextField name="name" label={t("viewName")} maxLength={60} required={false} />
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
    </Dialog>
  );
}
