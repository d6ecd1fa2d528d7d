"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { buttonClass } from "@/components/ui/button";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import { makeApp, saveApp } from "./actions";
import type { AppValues } from "./app-values";
import { BrandingFields } from "./branding-fields";
import { DescriptionField } from "./description-field";
import { IdentityFields } from "./identity-fields";
import { LateField } from "./late-field";
import { MerchantField } from "./merchant-field";
import { OriginsField } from "./origins-field";
import type { PayWords } from "./pay-head-preview";

// What has the focus is not hidden behind the bar at the end.
const LOOK = "flex max-w-3xl flex-col gap-8 [&_button]:scroll-mb-24 [&_input]:scroll-mb-24";

/** Create an app, or change one. */
export function AppForm({
  app,
  hasSharedMerchant,
  words,
  done,
}: {
  /** Null: a new one. */
  app: AppValues | null;
  hasSharedMerchant: boolean;
  words: PayWords;
  /** Said after success. */
  done: string;
}) {
  const t = useTranslations("consoleAppForm");
  const router = useRouter();
  const [name, setName] = useState(app?.name ?? "");
  const fields = (
    <>
      {app && <input type="hidden" name="id" value={app.id} />}
      <FormPart title={t("identity")}>
        <IdentityFields app={app} onName={setName} />
      </FormPart>
      <FormPart title={t("origins")}>
        <OriginsField origins={app?.returnOrigins ?? []} />
      </FormPart>
      <FormPart title={t("late")}>
        <LateField value={app?.latePayment ?? "return"} />
      </FormPart>
      <FormPart title={t("merchant")}>
        <MerchantField masked={app?.maskedMerchant ?? null} hasSharedMerchant={hasSharedMerchant} />
      </FormPart>
      <FormPart title={t("prefix")}>
        <DescriptionField value={app?.descriptionPrefix ?? null} />
      </FormPart>
      <FormPart title={t("branding")}>
        <BrandingFields branding={app?.branding ?? {}} name={name} words={words} />
      </FormPart>
      <div className="sticky bottom-0 z-10 -mx-4 flex gap-2 border-line border-t bg-bg/95 px-4 py-3 sm:-mx-7 sm:px-7">
        <SubmitButton size="lg">{app ? t("save") : t("create")}</SubmitButton>
        {!app && (
          <Link href="/admin/apps" className={buttonClass({ size: "lg" })}>
            {t("discard")}
          </Link>
        )}
      </div>
    </>
  );
  return app ? (
    <ActionForm action={saveApp} done={done} guard className={LOOK}>
      {fields}
    </ActionForm>
  ) : (
    <ActionForm
      action={makeApp}
      done={done}
      guard
      onDone={({ id }) => router.push(`/admin/apps/${id}`)}
      className={LOOK}
    >
      {fields}
    </ActionForm>
  );
}

function FormPart({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <Section title={title}>
      <div className="flex flex-col gap-5">{children}</div>
    </Section>
  );
}
