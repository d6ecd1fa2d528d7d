"use client";

import { KeyRound } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogFooter } from "@/components/ui/dialog";
import { SelectField } from "@/components/ui/field";
import { SecretReveal } from "@/components/ui/secret-reveal";
import { SubmitButton } from "@/components/ui/submit-button";
import { renewSecret } from "../../actions";

/** How long the old secret may go on signing, in seconds. */
const OVERLAPS = [0, 3_600, 86_400, 259_200, 604_800] as const;

/** A new signing secret, shown once; the old one signs beside it for a while. */
export function RotateSecret({ id }: { id: string }) {
  const t = useTranslations("consoleWebhooks");
  const ui = useTranslations("ui");
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t("rotateTitle")}
        trigger={
          <Button size="sm">
            <KeyRound aria-hidden />
            {t("rotate")}
          </Button>
        }
      >
        <ActionForm
          action={renewSecret}
          onDone={(value) => {
            setOpen(false);
            setSecret(value.secret);
          }}
          className="flex flex-col gap-4"
        >
          <p className="text-ink-2 text-table">{t("rotateText")}</p>
          <input type="hidden" name="id" value={id} />
          <SelectField
            name="overlap_seconds"
            label={t("overlap")}
            hint={t("overlapHint")}
            defaultValue="86400"
          >
            {OVERLAPS.map((seconds) => (
              <option key={seconds} value={seconds}>
                {t(`overlaps.s${seconds}`)}
              </option>
            ))}
          </SelectField>
          <DialogFooter>
            <SubmitButton>{t("rotate")}</SubmitButton>
            <DialogClose>
              <Button>{ui("cancel")}</Button>
            </DialogClose>
          </DialogFooter>
        </ActionForm>
      </Dialog>
      {secret && (
        <SecretReveal
          title={t("secretTitle")}
          note={t("secretNote")}
          values={[{ label: t("secret"), value: secret }]}
          file={{ name: "flatpay-webhook.env", content: `FLATPAY_WEBHOOK_SECRET=${secret}\n` }}
          onClose={() => {
            setSecret(null);
            router.refresh();
          }}
        />
      )}
    </>
  );
}
