"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { DialogClose, DialogFooter } from "@/components/ui/dialog";
import { SubmitButton } from "@/components/ui/submit-button";
import { dropView } from "./actions";

/** Asks once before a view goes, and says that nothing else does. */
export default function DeleteView({
  view,
  onDone,
}: {
  view: { id: string; shared: boolean };
  onDone: () => void;
}) {
  const t = useTranslations("consoleTransactions");
  const ui = useTranslations("ui");
  return (
    <ActionForm action={() => dropView({ id: view.id })} done={t("viewDeleted")} onDone={onDone}>
      <p className="text-ink-2 text-table">
        {t(view.shared ? "viewDeleteShared" : "viewDeleteText")}
      </p>
      <DialogFooter>
        <SubmitButton className="bg-danger-solid hover:bg-danger-solid/90">
          {t("viewDelete")}
        </SubmitButton>
        <DialogClose>
          <Button>{ui("cancel")}</Button>
        </DialogClose>
      </DialogFooter>
    </ActionForm>
  );
}
