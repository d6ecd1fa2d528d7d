"use client";

import { ScanSearch } from "lucide-react";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useRef } from "react";
import { Button, type ButtonLook } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { Kept } from "./debugger-form";

const DebuggerForm = lazy(() => import("./debugger-form"));

/** A button that opens the sheet in which a site's own check of the signature is looked into. */
export function SignatureDebugger({
  id,
  attempts,
  look = {},
}: {
  id: string;
  /** Numbers of the attempts that were made, the newest first. */
  attempts: number[];
  look?: ButtonLook;
}) {
  const t = useTranslations("consoleWebhookDebug");
  const kept = useRef<Kept>({});
  return (
    <Dialog
      shape="sheet"
      title={t("title")}
      description={t("lead")}
      trigger={
        <Button size="sm" {...look}>
          <ScanSearch aria-hidden />
          {t("open")}
        </Button>
      }
    >
      <Suspense>
        <DebuggerForm id={id} attempts={attempts} kept={kept} />
      </Suspense>
    </Dialog>
  );
}
