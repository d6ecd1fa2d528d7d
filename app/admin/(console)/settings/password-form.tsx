"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Digits } from "@/components/format/digits";
import { ActionForm } from "@/components/ui/action-form";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import type { ActionResult } from "@/lib/http/action-result";

/**
 * The password in use and the next one. One field for the next with a way to see it, instead of typing
 * it twice blindly. After success both are empty again.
 */
export function PasswordForm({
  action,
  charsMin,
  onDone,
  currentLabel,
  submit,
}: {
  action: (form: FormData) => Promise<ActionResult<unknown>>;
  /** What a new password must have at least. */
  charsMin: number;
  onDone?: () => void;
  currentLabel: string;
  submit: string;
}) {
  const t = useTranslations("consoleSettings");
  const [shown, setShown] = useState(false);
  const [round, setRound] = useState(0);
  const type = shown ? "text" : "password";
  return (
    <ActionForm
      key={round}
      action={action}
      done={t("password.changed")}
      onDone={() => {
        setRound(round + 1);
        onDone?.();
      }}
      className="flex flex-col gap-4"
    >
      <TextField
        name="current"
        label={currentLabel}
        type={type}
        code
        required
        autoComplete="current-password"
      />
      <TextField
        name="next"
        label={t("password.next")}
        hint={t.rich("password.rules", { n: () => <Digits>{charsMin}</Digits> })}
        type={type}
        code
        required
        autoComplete="new-password"
      />
      <label className="flex cursor-pointer items-center gap-2.5 text-table">
        <input
          type="checkbox"
          checked={shown}
          onChange={(event) => setShown(event.target.checked)}
          className="size-4 cursor-pointer accent-brand-solid"
        />
        {t("password.show")}
      </label>
      <div>
        <SubmitButton>{submit}</SubmitButton>
      </div>
    </ActionForm>
  );
}
