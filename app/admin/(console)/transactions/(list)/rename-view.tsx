"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { DialogClose, DialogFooter } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { nameView } from "./actions";

/** Another name for one's own view. */
export default function RenameView({
  view,
  onDone,
}: {
  view: { id: string; name: string };
  onDone: () => void;
}) {
  const t = useTranslations("consoleTransactions");
  const ui = useTranslations("ui");
  return (
    <ActionForm
      action={(form) => nameView({ id: view.id, name: String(form.get("name")) })}
      done={t("viewSaved")}
      onDone={onDone}
    >
      <TextField name="name" label={t("viewName")} defaultValue={view.name} maxLength={60} />
      <DialogFooter>
        <SubmitButton>{ui("save")}</SubmitButton>
        <DialogClose>
          <Button>{ui("cancel")}</Button>
        </DialogClose>
      </DialogFooter>
    </ActionForm>
  );
}
