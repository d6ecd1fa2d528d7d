"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWriting } from "@/components/format/use-writing";
import { ActionForm } from "@/components/ui/action-form";
import { SelectField, TextField } from "@/components/ui/field";
import { SecretReveal } from "@/components/ui/secret-reveal";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Mode } from "@/lib/context";
import { localDigits } from "@/lib/i18n/digits";
import { formatCount } from "@/lib/i18n/format-number";
import { addEndpoint } from "../../actions";
import { EventTypesField } from "../event-types-field";
import { useTellTest } from "../use-tell-test";

type Ping = { ok: boolean; status: number | null; duration_ms: number };
type Made = { id: string; secret: string; ping: Ping };

/** Register an endpoint; afterwards its secret is shown once, and then its page. */
export function NewEndpointForm({
  apps,
  appId,
  mode,
}: {
  apps: { id: string; name: string }[];
  appId: string | undefined;
  mode: Mode;
}) {
  const t = useTranslations("consoleWebhooks");
  const writing = useWriting();
  const router = useRouter();
  const tell = useTellTest();
  const [made, setMade] = useState<Made | null>(null);

  /** Any answer will do at first: a site cannot know the secret before it is made. */
  function answered({ ok, status, duration_ms: ms }: Ping): string {
    if (status === null) return t("ping.slow");
    const words = {
      status: localDigits(String(status), writing),
      ms: formatCount(ms, writing),
    };
    return t(ok ? "ping.ok" : "ping.answered", words);
  }

  return (
    <>
      <ActionForm
        action={async (given) => tell(await addEndpoint(given))}
        onDone={setMade}
        guard
        className="flex flex-col gap-5"
      >
        <input type="hidden" name="mode" value={mode} />
        <SelectField name="app_id" label={t("app")} defaultValue={appId ?? ""} required>
          <option value="" disabled>
            {t("chooseApp")}
          </option>
          {apps.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <TextField
          name="url"
          label={t("url")}
          hint={t(`urlHint.${mode}`)}
          code
          inputMode="url"
          placeholder="https://shop.example/webhooks/flatpay"
          required
        />
        <EventTypesField chosen={null} />
        <TextField name="description" label={t("description")} hint={t("descriptionHint")} />
        <div>
          <SubmitButton>{t("create")}</SubmitButton>
        </div>
      </ActionForm>
      {made && (
        <SecretReveal
          title={t("secretTitle")}
          note={`${answered(made.ping)} ${t("secretNote")}`}
          values={[{ label: t("secret"), value: made.secret }]}
          file={{ name: "flatpay-webhook.env", content: envOf(made.secret) }}
          onClose={() => {
            setMade(null);
            router.push(`/admin/webhooks/endpoints/${made.id}` as Route);
          }}
        />
      )}
    </>
  );
}

const envOf = (secret: string) => `FLATPAY_WEBHOOK_SECRET=${secret}\n`;
