"use client";

import { useTranslations } from "next-intl";
import { useListKeys } from "@/components/data-table/use-list-keys";
import { toast } from "@/components/ui/toast";
import { EXPORT_ID } from "./export-button";
import { SEARCH_ID } from "./search-box";
import { usePeek } from "./use-peek";

/** The one-key commands of the list; an operator may have them off. */
export function ListKeys({ enabled }: { enabled: boolean }) {
  const t = useTranslations("consoleTransactions");
  const peek = usePeek();
  useListKeys(enabled, {
    onPeek: peek.open,
    onCopy: async (id) => {
      // Browsers offer no clipboard on plain http except on localhost.
      if (!navigator.clipboard) return;
      await navigator.clipboard.writeText(id);
      toast("ok", t("idCopied"));
    },
    onExport: () => document.getElementById(EXPORT_ID)?.click(),
    onSearch: () => {
      const box = document.getElementById(SEARCH_ID);
      if (box instanceof HTMLInputElement) box.select();
    },
    onFilters: () => document.querySelector<HTMLElement>("[data-filters] button")?.focus(),
  });
  return null;
}
