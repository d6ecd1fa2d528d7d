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

/** Send again what an endpoint missed while it was out of order: page by page, until nothing is left. */
export function RecoverMissed({ id }: { id: string }) {
  const t = useTranslations("consoleWebhooks");
  const ui = useTranslations("ui");
  const writing = useWriting();
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [done, setDone] = useState(0);

  async function recoverAll(form: FormData): Promise<Awaited<ReturnType<typeof recoverMissed>>> {
    let recovered = 0;
    for (;;) {
      const result = await recoverMissed(form);
      if (!result.ok) return result;
      recovered += result.value.recovered;
      setDone(recovered);
      // A page of which nothing could be taken is somebody else's at this moment.
      if (!result.value.hasMore || result.value.recovered === 0) {
        return { ok: true, value: { ...result.value, recovered } };
      }
    }
  }
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
        action={recoverAll}
        onDone={({ recovered, hasMore }) => {
          setOpen(false);
          setDone(0);
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
        <p role="status" className="text-ink-2 text-table empty:hidden">
          {done > 0 && t("recovered", { n: localDigits(String(done), writing) })}
        </p>
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
