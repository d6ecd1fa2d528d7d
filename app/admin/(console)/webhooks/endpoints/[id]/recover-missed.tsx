"use client";

import { History } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWriting } from "@/components/format/use-writing";
import { ActionForm } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogFooter } from "@/components/ui/dialog";
import { SelectField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { toast } from "@/components/ui/toast";
import { localDigits } from "@/lib/i18n/digits";
import { recoverMissed } from "../../actions";

const HOURS = [1, 24, 72, 168, 336] as const;

/** Send again what an endpoint missed while it was out of order. */
export function RecoverMissed({ id }: { id: string }) {
  const t = useTranslations("consoleWebhooks");
  const ui = useTranslations("ui");
  const writing = useWriting();
  const router = useRouter();
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={t("recoverTitle")}
      trigger={
        <Button size="sm">
          <History aria-hidden />
          {t("recover")}
        </Button>
      }
    >
      <ActionForm
        action={recoverMissed}
        onDone={({ recovered, hasMore }) => {
          setOpen(false);
          const n = localDigits(String(recovered), writing);
          if (recovered === 0) toast("ok", t("recoveredNone"));
          else toast("ok", t("recovered", { n }), hasMore ? t("recoverMore") : undefined);
          router.refresh();
        }}
        className="flex flex-col gap-4"
      >
        <p className="text-ink-2 text-table">{t("recoverText")}</p>
        <input type="hidden" name="id" value={id} />
        <SelectField name="hours" label={t("recoverSince")} defaultValue="24">
          {HOURS.map((hours) => (
            <option key={hours} value={hours}>
              {t(`since.h${hours}`)}
            </option>
          ))}
        </SelectField>
        <DialogFooter>
          <SubmitButton>{t("recover")}</SubmitButton>
          <DialogClose>
            <Button>{ui("cancel")}</Button>
          </DialogClose>
        </DialogFooter>
      </ActionForm>
    </Dialog>
  );
}
