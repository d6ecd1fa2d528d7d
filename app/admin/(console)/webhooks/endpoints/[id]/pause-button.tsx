"use client";

import { Pause, Play } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { setEndpointStatus } from "../../actions";

/** Pause an endpoint or let it hear again. Both are said plainly first: money news wait or go out. */
export function PauseButton({ id, enabled }: { id: string; enabled: boolean }) {
  const t = useTranslations("consoleWebhooks");
  const router = useRouter();
  const act = enabled ? "pause" : "enable";
  const Icon = enabled ? Pause : Play;
  return (
    <ConfirmButton
      danger={false}
      look={{ tone: enabled ? "secondary" : "primary" }}
      title={t(`${act}Title`)}
      consequences={t(`${act}Text`)}
      confirm={t(act)}
      action={() => setEndpointStatus({ id, status: enabled ? "paused" : "enabled" })}
      done={t(`${act}Done`)}
      onDone={() => router.refresh()}
    >
      <Icon aria-hidden />
      {t(act)}
    </ConfirmButton>
  );
}
