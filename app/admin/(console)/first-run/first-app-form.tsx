"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { makeApp } from "../apps/actions";
import { IdentityFields } from "../apps/identity-fields";
import { OriginVerdict } from "../apps/origin-verdict";

/** As little as an app can begin with: a name, which names its slug, and where its site is. */
export function FirstAppForm() {
  const t = useTranslations("consoleFirstRun");
  const router = useRouter();
  const [origin, setOrigin] = useState("");
  return (
    <ActionForm
      action={makeApp}
      onDone={() => {
        // The overview shows this page only while there is no app; here it goes on.
        router.push("/admin/first-run");
        router.refresh();
      }}
      className="flex flex-col gap-4"
    >
      <input type="hidden" name="merchant" value="shared" />
      <IdentityFields app={null} />
      <div>
        <TextField
          name="return_origins[]"
          label={t("appOrigin")}
          hint={t.rich("appOriginHint", {
            c: (text) => <bdi dir="ltr">{text}</bdi>,
          })}
          code
          inputMode="url"
          placeholder="https://shop.example"
          value={origin}
          maxLength={255}
          required
          onChange={(event) => setOrigin(event.target.value)}
        />
        <OriginVerdict id="first-origin" text={origin} onInstead={setOrigin} />
      </div>
      <div>
        <SubmitButton size="lg">{t("appAct")}</SubmitButton>
      </div>
    </ActionForm>
  );
}
