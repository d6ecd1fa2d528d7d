"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import type { ActionResult } from "@/lib/http/action-result";
import { ActionForm } from "./action-form";
import { Button, type ButtonLook } from "./button";
import { Dialog, DialogClose, DialogFooter } from "./dialog";
import { SubmitButton } from "./submit-button";

/**
 * A button whose act cannot be taken back: says what will happen, asks once, then does it. The button in
 * the dialog repeats the act.
 */
export function ConfirmButton<T>({
  children,
  title,
  consequences,
  confirm,
  action,
  done,
  onDone,
  look = {},
  danger = true,
  disabled = false,
}: {
  children: ReactNode;
  title: ReactNode;
  /** What will happen, in sentences. */
  consequences: ReactNode;
  /** The act, as the confirming button says it. */
  confirm: ReactNode;
  action: () => Promise<ActionResult<T>>;
  done?: string;
  onDone?: (value: T) => void;
  look?: ButtonLook;
  danger?: boolean;
  disabled?: boolean;
}) {
  const t = useTranslations("ui");
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button {...(danger ? { tone: "danger" as const } : {})} {...look} disabled={disabled}>
          {children}
        </Button>
      }
      title={title}
    >
      <ActionForm
        action={action}
        {...(done === undefined ? {} : { done })}
        onDone={(value) => {
          setOpen(false);
          onDone?.(value);
        }}
      >
        <div className="text-ink-2 text-table">{consequences}</div>
        <DialogFooter>
          <SubmitButton
            tone="primary"
            className={danger ? "bg-danger-solid hover:bg-danger-solid/90" : ""}
          >
            {confirm}
          </SubmitButton>
          <DialogClose>
            <Button>{t("cancel")}</Button>
          </DialogClose>
        </DialogFooter>
      </ActionForm>
    </Dialog>
  );
}
