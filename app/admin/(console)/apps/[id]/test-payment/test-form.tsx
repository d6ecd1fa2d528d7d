"use client";

import { FlaskConical } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { TextField } from "@/components/ui/field";
import { RadioCards } from "@/components/ui/radio-cards";
import { SubmitButton } from "@/components/ui/submit-button";
import { toast } from "@/components/ui/toast";
import { DIRECTION } from "@/lib/i18n/locales";
import { startTest } from "./actions";
import { openPayTab } from "./open-pay-tab";

/** Starts a test payment: the shopper's page opens in a new tab, this one goes on to follow it. */
export function TestForm({
  appId,
  siteReturn,
  amount,
  stays = false,
}: {
  appId: string;
  /** A return URL on the app's own site, to begin with. */
  siteReturn: string;
  /** What stands in the field, in the reader's figures. */
  amount: string;
  /** The page around shows the payment itself. */
  stays?: boolean;
}) {
  const t = useTranslations("consoleTestPayment");
  const direction = DIRECTION[useLocale()];
  const router = useRouter();
  const [returnTo, setReturnTo] = useState("here");
  return (
    <ActionForm
      action={async (form) => {
        // Opened before anything is awaited: a browser lets a tab follow a press, not an answer.
        const tab = openPayTab(t("opening"));
        const result = await startTest(form).catch((error) => {
          tab.close();
          throw error;
        });
        if (!result.ok) tab.close();
        else if (!tab.go(result.value.payUrl)) toast("danger", t("blocked"));
        return result;
      }}
      onDone={({ transactionId }) =>
        stays
          ? router.refresh()
          : router.push(`/admin/apps/${appId}/test-payment/${transactionId}` as Route)
      }
      className="flex max-w-xl flex-col gap-5"
    >
      <input type="hidden" name="app_id" value={appId} />
      <TextField
        name="amount"
        label={t("amount")}
        hint={t("amountHint")}
        defaultValue={amount}
        inputMode="numeric"
        autoComplete="off"
        required
        dir={direction}
        className="max-w-52"
      />
      <RadioCards
        name="return_to"
        label={t("returnTo")}
        value={returnTo}
        onChange={setReturnTo}
        cards={[
          { value: "here", title: t("returnHere"), text: t("returnHereText") },
          { value: "site", title: t("returnSite"), text: t("returnSiteText") },
        ]}
      />
      {returnTo === "site" && (
        <TextField
          name="return_url"
          label={t("returnUrl")}
          hint={t("returnUrlHint")}
          defaultValue={siteReturn}
          inputMode="url"
          code
          required
        />
      )}
      <div>
        <SubmitButton size="lg">
          <FlaskConical aria-hidden />
          {t("start")}
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
