"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useListKeys } from "@/components/data-table/use-list-keys";
import { toast } from "@/components/ui/toast";
import { SEARCH_ID } from "./search-box";

/** The one-key commands of the list of deliveries; an operator may have them off. */
export function DeliveriesKeys({ enabled }: { enabled: boolean }) {
  const ui = useTranslations("ui");
  const router = useRouter();
  useListKeys(enabled, {
    // There is nothing to peek at that the page itself does not show at once.
    onPeek: (id) => router.push(`/admin/webhooks/${id}` as Route),
    onCopy: async (id) => {
      // Browsers offer no clipboard on plain http except on localhost.
      if (!navigator.clipboard) return;
      await navigator.clipboard.writeText(id);
      toast("ok", ui("copied"), id);
    },
    onExport: () => {},
    onSearch: () => {
      const box = document.getElementById(SEARCH_ID);
      if (box instanceof HTMLInputElement) box.select();
    },
    onFilters: () => document.querySelector<HTMLElement>("[data-filters] button")?.focus(),
  });
  return null;
}
