"use client";

import { Send } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { sendTest } from "../../actions";

/** Send a test event; the page then shows how it went. */
export function TestButton({ id }: { id: string }) {
  const t = useTranslations("consoleWebhooks");
  const router = useRouter();
  const [pending, start] = useTransition();
  return (
    <Button
      tone="primary"
      aria-disabled={pending}
      onClick={() => {
        if (pending) return;
        start(async () => {
          const result = await sendTest({ id }).catch(() => null);
          if (!result?.ok) return toast("danger", result?.error.message ?? t("notSent"));
          const href = `/admin/webhooks/endpoints/${id}?test=${result.value.id}`;
          router.replace(href as Route, { scroll: false });
        });
      }}
    >
      <Send aria-hidden className="rtl:-scale-x-100" />
      {t("sendTest")}
    </Button>
  );
}
