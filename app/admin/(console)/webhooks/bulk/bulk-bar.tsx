"use client";

import { RotateCw, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useWriting } from "@/components/format/use-writing";
import { Button } from "@/components/ui/button";
import { formatCount } from "@/lib/i18n/format-number";
import { ResendMany } from "./resend-many";
import { useSelection } from "./selection";

/** What may be done with the chosen rows; not there while none is. */
export function BulkBar() {
  const t = useTranslations("consoleWebhookBulk");
  const writing = useWriting();
  const { selected, set } = useSelection();
  const { length } = selected;
  return (
    <div role="status">
      {length > 0 && (
        <div className="mb-3 flex flex-wrap items-center gap-2 rounded-card border border-line bg-brand-soft px-3 py-2 text-table">
          <span className="font-[550]">{t("selected", { n: formatCount(length, writing) })}</span>
          <ResendMany
            wanted={{ ids: [...selected] }}
            onDone={() => set([])}
            trigger={
              <Button size="sm" tone="primary">
                <RotateCw aria-hidden />
                {t("resend")}
              </Button>
            }
          />
          <Button size="sm" tone="ghost" onClick={() => set([])} className="ms-auto">
            <X aria-hidden />
            {t("clear")}
          </Button>
        </div>
      )}
    </div>
  );
}
