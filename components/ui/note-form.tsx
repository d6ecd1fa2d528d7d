"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ActionResult } from "@/lib/http/action-result";
import { ActionForm } from "./action-form";
import { Alert } from "./alert";
import { Button } from "./button";
import { DialogClose, DialogFooter } from "./dialog";
import { TextField } from "./field";
import { SubmitButton } from "./submit-button";
import { toast } from "./toast";

export type NoteFormProps = {
  action: (form: FormData) => Promise<ActionResult<string>>;
  /** Sent beside the note. */
  fields: Record<string, string>;
  /** What will happen, in sentences. */
  consequences: ReactNode;
  /** What must be looked at first, if anything. */
  warning?: ReactNode;
  /** The field of the words that stay on record. */
  note: { name?: string; label: string; hint: string; required: boolean } | null;
  /** The act, as the button says it. */
  confirm: ReactNode;
  danger: boolean;
  /** What is said afterwards, by what the action answered. */
  told: Record<string, { tone: "ok" | "danger"; title: string; text?: string }>;
};

const NOTE_MAX = 500;

/** The inside of a `NoteButton`: what will happen, why, and the act repeated. */
export default function NoteForm({
  action,
  fields,
  consequences,
  warning,
  note,
  confirm,
  danger,
  told,
  onDone,
}: NoteFormProps & { onDone: () => void }) {
  const t = useTranslations("ui");
  const router = useRouter();
  function done(answer: string) {
    onDone();
    const words = told[answer];
    if (words) toast(words.tone, words.title, words.text);
    router.refresh();
  }
  return (
    <ActionForm action={action} onDone={done} className="flex flex-col gap-4">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className="flex flex-col gap-2 text-ink-2 text-table">{consequences}</div>
      {warning && <Alert tone="warn">{warning}</Alert>}
      {note && (
        <TextField
          name={note.name ?? "note"}
          label={note.label}
          hint={note.hint}
          required={note.required}
          maxLength={NOTE_MAX}
          autoComplete="off"
          autoFocus
        />
      )}
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
  );
}
