"use client";

import { Play } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { setEndpointStatus } from "../../actions";
import { failureKind } from "../../failure-kind";

/** Let a disabled endpoint hear again, once it takes a test; why it did not is told where it was asked. */
export function EnableEndpoint({ id }: { id: string }) {
  const t = useTranslations("consoleWebhooks");
  const router = useRouter();

  async function enable() {
    const result = await setEndpointStatus({ id, status: "enabled" });
    if (result.ok || !result.error.test) return result;
    const { error, status } = result.error.test;
    const kind = failureKind(error, status) ?? "other";
    const message = `${result.error.message} ${t(`plain.cause.${kind}`)}. ${t(`failureHint.${kind}`)}`;
    return { ...result, error: { ...result.error, message } };
  }

  return (
    <ConfirmButton
      danger={false}
      look={{ tone: "primary" }}
      title={t("testEnable")}
      consequences={t("testEnableText")}
      confirm={t("testEnable")}
      action={enable}
      done={t("enableDone")}
      onDone={() => router.refresh()}
    >
      <Play aria-hidden className="rtl:-scale-x-100" />
      {t("testEnable")}
    </ConfirmButton>
  );
}
