"use client";

import { useTranslations } from "next-intl";
import { toast } from "@/components/ui/toast";

/** Copies a transaction's id and says so. One toast, not a live region for each row of a page. */
export function useCopyId(): (id: string) => Promise<void> {
  const t = useTranslations("consoleTransactions");
  return async (id) => {
    // Browsers offer no clipboard on plain http except on localhost.
    if (!navigator.clipboard) return;
    await navigator.clipboard.writeText(id);
    toast("ok", t("idCopied"));
  };
}
