"use client";

import { Download as DownloadIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import type { ExportPanelProps } from "./export-panel";

const ExportPanel = lazy(() => import("./export-panel"));

export const EXPORT_ID = "transactions-export";

/** Opens the export of what the list shows. */
export function ExportButton(props: Omit<ExportPanelProps, "onClose">) {
  const t = useTranslations("consoleTransactions.export");
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button id={EXPORT_ID}>
          <DownloadIcon aria-hidden />
          {t("button")}
        </Button>
      }
      title={t("title")}
      description={t("text")}
    >
      <Suspense fallback={<Skeleton className="h-32 w-full" />}>
        <ExportPanel {...props} onClose={() => setOpen(false)} />
      </Suspense>
    </Dialog>
  );
}
