"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Alert } from "@/components/ui/alert";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { endKey } from "./actions";
import type { KeyView } from "./key-view";
import { LastUse } from "./last-use";

/** End a key at once, after saying what stops. */
export function RevokeKey({
  appId,
  item,
  isOnly,
  nowMs,
}: {
  appId: string;
  item: KeyView;
  isOnly: boolean;
  nowMs: number;
}) {
  const t = useTranslations("consoleKeys");
  const router = useRouter();
  return (
    <ConfirmButton
      title={t("revokeTitle", { label: item.label ?? t("noLabel") })}
      consequences={
        <div className="flex flex-col gap-3">
          <LastUse item={item} nowMs={nowMs} />
          <p>{t("revokeAtOnce")}</p>
          {!isOnly && <p>{t("revokeOpen")}</p>}
          {isOnly && <Alert tone="warn">{t("revokeLast")}</Alert>}
        </div>
      }
      confirm={t("revokeAct")}
      action={() => endKey({ appId, keyId: item.id })}
      done={t("revoked")}
      onDone={() => router.refresh()}
    >
      {t("revoke")}
    </ConfirmButton>
  );
}
