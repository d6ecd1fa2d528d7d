"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogFooter } from "@/components/ui/dialog";
import { RadioCards } from "@/components/ui/radio-cards";
import { SubmitButton } from "@/components/ui/submit-button";
import { replaceKey } from "./actions";
import { useReveal } from "./key-reveal";
import type { KeyView } from "./key-view";
import { LastUse } from "./last-use";

const HOUR_SECONDS = 3600;
const DAY_SECONDS = 86_400;

/** Replace a key: how long the old one goes on, seen beside when it was last used; then the new pair, once. */
export function RotateKey({ appId, item, nowMs }: { appId: string; item: KeyView; nowMs: number }) {
  const t = useTranslations("consoleKeys");
  const ui = useTranslations("ui");
  const reveal = useReveal();
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button>{t("rotate")}</Button>}
      title={t("rotateTitle")}
      description={t("rotateText")}
    >
      <ActionForm
        action={replaceKey}
        onDone={(pair) => {
          setOpen(false);
          reveal(pair);
        }}
      >
        <input type="hidden" name="appId" value={appId} />
        <input type="hidden" name="keyId" value={item.id} />
        <LastUse item={item} nowMs={nowMs} />
        <div className="mt-5">
          <RadioCards
            name="overlap_seconds"
            label={t("overlap")}
            defaultValue={String(DAY_SECONDS)}
            cards={[
              { value: "0", title: t("overlapNow"), text: t("overlapNowText") },
              { value: String(HOUR_SECONDS), title: t("overlapHour") },
              { value: String(DAY_SECONDS), title: t("overlapDay"), text: t("overlapDayText") },
              { value: String(7 * DAY_SECONDS), title: t("overlapWeek") },
            ]}
          />
        </div>
        <DialogFooter>
          <SubmitButton>{t("rotateAct")}</SubmitButton>
          <DialogClose>
            <Button>{ui("cancel")}</Button>
          </DialogClose>
        </DialogFooter>
      </ActionForm>
    </Dialog>
  );
}
