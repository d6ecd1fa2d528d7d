"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogFooter } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/field";
import { RadioCards } from "@/components/ui/radio-cards";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Mode } from "@/lib/context";
import { makeKey } from "./actions";
import { useReveal } from "./key-reveal";

/** Issue another key: its mode, its name, then the pair, once. */
export function IssueKey({ app, mode }: { app: { id: string; name: string }; mode: Mode }) {
  const t = useTranslations("consoleKeys");
  const ui = useTranslations("ui");
  const reveal = useReveal();
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button tone="primary">
          <Plus aria-hidden />
          {t("issue")}
        </Button>
      }
      title={t("issueTitle", { name: app.name })}
    >
      <ActionForm
        action={makeKey}
        onDone={(pair) => {
          setOpen(false);
          reveal(pair);
        }}
      >
        <input type="hidden" name="appId" value={app.id} />
        <div className="flex flex-col gap-5">
          <RadioCards
            name="mode"
            label={t("issueMode")}
            defaultValue={mode}
            inline
            cards={[
              { value: "test", title: t("issueTest"), text: t("issueTestText") },
              { value: "live", title: t("issueLive"), text: t("issueLiveText") },
            ]}
          />
          <TextField name="label" label={t("label")} hint={t("labelHint")} maxLength={80} />
        </div>
        <DialogFooter>
          <SubmitButton>{t("issueAct")}</SubmitButton>
          <DialogClose>
            <Button>{ui("cancel")}</Button>
          </DialogClose>
        </DialogFooter>
      </ActionForm>
    </Dialog>
  );
}
