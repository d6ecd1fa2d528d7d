"use client";

import { lazy, type ReactNode, Suspense, useState } from "react";
import { Button, type ButtonLook } from "./button";
import { Dialog } from "./dialog";
import type { NoteFormProps } from "./note-form";

/** Fetched when the dialog is first opened. */
const NoteForm = lazy(() => import("./note-form"));

/**
 * A button for a decision that stays on record: says what will happen, asks why, then does it once. The
 * page is brought up to date afterwards.
 */
export function NoteButton({
  children,
  title,
  look = {},
  ...form
}: NoteFormProps & { children: ReactNode; title: ReactNode; look?: ButtonLook }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button {...(form.danger ? { tone: "danger" as const } : {})} {...look}>
          {children}
        </Button>
      }
      title={title}
    >
      <Suspense fallback={<div className="h-56" />}>
        <NoteForm {...form} onDone={() => setOpen(false)} />
      </Suspense>
    </Dialog>
  );
}
