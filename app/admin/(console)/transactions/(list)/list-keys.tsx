"use client";

import { useListKeys } from "@/components/data-table/use-list-keys";
import { EXPORT_ID } from "./export-button";
import { SEARCH_ID } from "./search-box";
import { useCopyId } from "./use-copy-id";
import { openPeek } from "./use-peek";

/** The one-key commands of the list; an operator may have them off. */
export function ListKeys({ enabled }: { enabled: boolean }) {
  useListKeys(enabled, {
    onPeek: openPeek,
    onCopy: useCopyId(),
    onExport: () => document.getElementById(EXPORT_ID)?.click(),
    onSearch: () => {
      const box = document.getElementById(SEARCH_ID);
      if (box instanceof HTMLInputElement) box.select();
    },
    onFilters: () => document.querySelector<HTMLElement>("[data-filters] button")?.focus(),
  });
  return null;
}
