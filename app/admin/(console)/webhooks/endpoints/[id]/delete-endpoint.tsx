"use client";

import { Trash2 } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Digits } from "@/components/format/digits";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { removeEndpoint } from "../../actions";

/** Delete an endpoint for good; says what will be canceled. */
export function DeleteEndpoint({
  id,
  waiting,
  more,
}: {
  id: string;
  /** Deliveries that wait for it. */
  waiting: number;
  /** There are more than that. */
  more: boolean;
}) {
  const t = useTranslations("consoleWebhooks");
  const router = useRouter();
  return (
    <ConfirmButton
      title={t("deleteTitle")}
      consequences={
        <ul className="flex list-disc flex-col gap-1.5 ps-5">
          <li>{t("deleteHears")}</li>
          {waiting > 0 && (
            <li className="font-[550] text-danger">
              {t.rich(more ? "deleteWaitingMore" : "deleteWaiting", {
                n: () => <Digits>{waiting}</Digits>,
              })}
            </li>
          )}
          <li>{t("deleteKeeps")}</li>
          <li>{t("deleteFinal")}</li>
        </ul>
      }
      confirm={t("deleteEndpoint")}
      action={() => removeEndpoint({ id })}
      done={t("deleted")}
      onDone={() => router.push("/admin/webhooks/endpoints" as Route)}
    >
      <Trash2 aria-hidden />
      {t("delete")}
    </ConfirmButton>
  );
}
