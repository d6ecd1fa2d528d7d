"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, type RefObject, useState } from "react";
import { useWriting } from "@/components/format/use-writing";
import { ActionForm } from "@/components/ui/action-form";
import { SelectField, TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import type { ActionResult } from "@/lib/http/action-result";
import { localDigits } from "@/lib/i18n/digits";
import { diagnoseDelivery } from "../../actions";
import { BodyField } from "./body-field";
import type { ToldFinding } from "./describe-finding";
import { FindingList } from "./finding-list";

const TEXTS = ["signature", "body", "secret", "timestamp", "header"] as const;
/** What was typed, by field; the secret is never among it. */
export type Kept = Record<string, string>;
type Diagnosis = { attempt: number; findings: ToldFinding[] };

/** Asks for whatever the site knows of its own check, one thing is enough, and tells what is wrong with it. */
export default function DebuggerForm({
  id,
  attempts,
  kept,
}: {
  id: string;
  attempts: number[];
  kept: RefObject<Kept>;
}) {
  const t = useTranslations("consoleWebhookDebug");
  const writing = useWriting();
  const [found, setFound] = useState<Diagnosis | null>(null);

  async function diagnose(form: FormData): Promise<ActionResult<Diagnosis>> {
    setFound(null);
    const texts = TEXTS.map((name) => [name, String(form.get(`given.${name}`))] as const);
    const given = Object.fromEntries(texts.filter(([, text]) => text !== ""));
    if (Object.keys(given).length === 0) {
      return { ok: false, error: { reason: "required", message: t("nothingGiven") } };
    }
    const attempt = Number(form.get("given.attempt"));
    // An object, not the form: a form's encoding would rewrite the line ends of the body.
    return diagnoseDelivery({ id, given: { attempt, ...given } });
  }

  function keep({ target }: FormEvent<HTMLElement>) {
    const { name, value } = target as HTMLInputElement;
    if (name !== "given.secret") kept.current[name] = value;
  }
  const given = (name: string) => ({
    name: `given.${name}`,
    defaultValue: kept.current[`given.${name}`] ?? "",
  });

  return (
    <div onChange={keep}>
      <ActionForm action={diagnose} onDone={setFound} className="flex flex-col gap-4">
        <TextField {...given("signature")} label={t("signature")} hint={t("signatureHint")} code />
        <BodyField {...given("body")} label={t("body")} hint={t("bodyHint")} />
        <TextField
          name="given.secret"
          type="password"
          label={t("secret")}
          hint={t("secretHint")}
          code
        />
        <TextField {...given("timestamp")} label={t("timestamp")} hint={t("timestampHint")} code />
        <TextField {...given("header")} label={t("header")} hint={t("headerHint")} code />
        <SelectField
          name="given.attempt"
          label={t("attempt")}
          defaultValue={kept.current["given.attempt"] ?? attempts[0]}
        >
          {attempts.map((attempt) => (
            <option key={attempt} value={attempt}>
              {t("attemptNumber", { n: localDigits(String(attempt), writing) })}
            </option>
          ))}
        </SelectField>
        <div>
          <SubmitButton>{t("find")}</SubmitButton>
        </div>
      </ActionForm>
      <div aria-live="polite">{found && <FindingList findings={found.findings} />}</div>
    </div>
  );
}
