"use client";

import { useTranslations } from "next-intl";
import type { ActionResult } from "@/lib/http/action-result";
import { failureKind } from "../failure-kind";

/** Adds to a refusal why the test that had to succeed first did not: what the site did, and what to do. */
export function useTellTest(): <T>(result: ActionResult<T>) => ActionResult<T> {
  const t = useTranslations("consoleWebhooks");
  return (result) => {
    if (result.ok || !result.error.test) return result;
    const { error, status } = result.error.test;
    const kind = failureKind(error, status) ?? "other";
    const { message } = result.error;
    const why = `${t(`plain.cause.${kind}`)}${t("plain.end")} ${t(`failureHint.${kind}`)}`;
    return { ...result, error: { ...result.error, message: `${message} ${why}` } };
  };
}
