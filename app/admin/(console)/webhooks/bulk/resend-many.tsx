"use client";

import { useTranslations } from "next-intl";
import { lazy, type ReactElement, Suspense, useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import type { Wanted } from "@/lib/webhooks/replayable";

const ResendPanel = lazy(() => import("./resend-panel"));

/** Opens the window that says what sending these again will do, and does it. */
export function ResendMany({
  wanted,
  trigger,
  onDone,
}: {
  wanted: Wanted;
  trigger: ReactElement;
  onDone?: () => void;
}) {
  const t = useTranslations("consoleWebhookBulk");
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen} title={t("title")} trigger={trigger}>
      <Suspense>
        <ResendPanel
          wanted={wanted}
          onDone={() => {
            setOpen(false);
            onDone?.();
          }}
        />
      </Suspense>
    </Dialog>
  );
}
