"use server";

import { getLocale } from "next-intl/server";
import { action } from "@/lib/http/action";
import { messagesIn } from "@/lib/i18n/messages";
import { startTestPayment } from "@/lib/test-payments/start-test-payment";
import { startForm } from "./start-form";

export const startTest = action("app.test_payment", {
  permission: "recheck",
  input: startForm,
  run: async (ctx, { app_id: appId, amount, return_to: to, return_url: site }) => {
    const locale = await getLocale();
    const { description } = messagesIn(locale).consoleTestPayment;
    const returnUrl = to === "site" ? (site ?? null) : null;
    return startTestPayment(ctx, { appId, amount, returnUrl, description, locale });
  },
});
