"use client";

import { RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { toast } from "@/components/ui/toast";
import type { ReasonOf } from "@/lib/errors";
import { redeliverDelivery } from "../actions";

/** Send once more. For what arrived already it asks first: the site hears the same news again. */
export function RedeliverButton({
  id,
  arrived,
  refusal,
}: {
  id: string;
  arrived: boolean;
  /** Why it cannot be sent right now. */
  refusal: ReasonOf<"conflict"> | null;
}) {
  const t = useTranslations("consoleWebhooks");
  const errors = useTranslations("errors");
  const router = useRouter();
  const why = useId();
  const [pending, start] = useTransition();
  const text = (
    <>
      <RotateCw aria-hidden />
      {t("redeliver")}
    </>
  );
  if (refusal) {
    return (
      <>
        <p id={why} className="max-w-72 text-ink-2 text-meta">
          {errors(refusal)}
        </p>
        <Button disabled aria-describedby={why}>
          {text}
        </Button>
      </>
    );
  }
  if (arrived) {
    return (
      <ConfirmButton
        danger={false}
        title={t("redeliverAgainTitle")}
        consequences={t("redeliverAgainText")}
        confirm={t("redeliver")}
        action={() => redeliverDelivery({ id })}
        done={t("redelivered")}
        onDone={() => router.refresh()}
      >
        {text}
      </ConfirmButton>
    );
  }
  return (
    <Button
      tone="primary"
      aria-disabled={pending}
      onClick={() => {
        if (pending) return;
        start(async () => {
          const result = await redeliverDelivery({ id }).catch(() => null);
          if (!result?.ok) return toast("danger", result?.error.message ?? t("notSent"));
          toast("ok", t("redelivered"));
          router.refresh();
        });
      }}
    >
      {text}
    </Button>
  );
}
