"use client";

import { Play } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { setEndpointStatus } from "../../actions";
import { useTellTest } from "../use-tell-test";

/** Let a disabled endpoint hear again, once it takes a test; why it did not is told where it was asked. */
export function EnableEndpoint({ id }: { id: string }) {
  const t = useTranslations("consoleWebhooks");
  const router = useRouter();
  const tell = useTellTest();

  return (
    <ConfirmButton
      danger={false}
      look={{ tone: "primary" }}
      title={t("testEnable")}
      consequences={t("testEnableText")}
      confirm={t("testEnable")}
      action={async () => tell(await setEndpointStatus({ id, status: "enabled" }))}
      done={t("enableDone")}
      onDone={() => router.refresh()}
    >
      <Play aria-hidden className="rtl:-scale-x-100" />
      {t("testEnable")}
    </ConfirmButton>
  );
}
