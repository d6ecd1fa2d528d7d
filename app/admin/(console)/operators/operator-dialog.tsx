"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogFooter } from "@/components/ui/dialog";
import { SubmitButton } from "@/components/ui/submit-button";
import type { ActionResult } from "@/lib/http/action-result";

/** One act upon one colleague: what it will do, what it needs to know, and the act repeated. */
export function OperatorDialog<T>({
  open,
  onClose,
  title,
  text,
  confirm,
  id,
  action,
  done,
  onDone,
  danger = false,
  children,
}: {
  open: boolean;
  onClose: () => void;
  title: string;
  text: string;
  confirm: string;
  id: string;
  action: (form: FormData) => Promise<ActionResult<T>>;
  done?: string;
  onDone?: (value: T) => void;
  danger?: boolean;
  children?: ReactNode;
}) {
  const ui = useTranslations("ui");
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()} title={title}>
      <ActionForm
        className="flex flex-col gap-4"
        action={action}
        {...(done === undefined ? {} : { done })}
        onDone={(value) => {
          onClose();
          onDone?.(value);
        }}
      >
        <p className="text-ink-2 text-table">{text}</p>
        <input type="hidden" name="id" value={id} />
        {children}
        <DialogFooter>
          <SubmitButton className={danger ? "bg-danger-solid hover:bg-danger-solid/90" : ""}>
            {confirm}
          </SubmitButton>
          <DialogClose>
            <Button>{ui("cancel")}</Button>
          </DialogClose>
        </DialogFooter>
      </ActionForm>
    </Dialog>
  );
}
