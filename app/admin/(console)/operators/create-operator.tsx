"use client";

import { UserPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogFooter } from "@/components/ui/dialog";
import { SubmitButton } from "@/components/ui/submit-button";
import { makeOperator } from "./actions";
import { IdentityFields, RoleField } from "./operator-fields";
import { PasswordReveal } from "./password-reveal";

type Made = { email: string; oneTimePassword: string };

/** Makes a colleague and shows their one-time password, once. */
export function CreateOperator({ signInUrl }: { signInUrl: string }) {
  const t = useTranslations("consoleOperators");
  const ui = useTranslations("ui");
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<Made | null>(null);
  return (
    <>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        trigger={
          <Button tone="primary">
            <UserPlus aria-hidden />
            {t("create")}
          </Button>
        }
        title={t("createTitle")}
        description={t("createText")}
      >
        <ActionForm
          className="flex flex-col gap-4"
          action={makeOperator}
          guard
          onDone={(value) => {
            setOpen(false);
            setMade(value);
          }}
        >
          <IdentityFields />
          <RoleField initial="support" />
          <DialogFooter>
            <SubmitButton>{t("create")}</SubmitButton>
            <DialogClose>
              <Button>{ui("cancel")}</Button>
            </DialogClose>
          </DialogFooter>
        </ActionForm>
      </Dialog>
      {made && (
        <PasswordReveal
          title={t("createdTitle")}
          signInUrl={signInUrl}
          {...made}
          onClose={() => setMade(null)}
        />
      )}
    </>
  );
}
