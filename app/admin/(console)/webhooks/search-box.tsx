"use client";

import { Search } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useListNavigation } from "@/components/data-table/list-navigation";

export const SEARCH_ID = "deliveries-search";

/** One box for whatever id an operator has at hand. */
export function SearchBox({
  q,
  label,
  placeholder,
}: {
  q: string | undefined;
  label: string;
  placeholder: string;
}) {
  const current = useSearchParams();
  const { go } = useListNavigation();
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is not known to every screen reader yet.
    <form
      role="search"
      className="relative mb-3 sm:max-w-md"
      onSubmit={(event) => {
        event.preventDefault();
        const next = new URLSearchParams(current);
        for (const name of ["after", "before", "q"]) next.delete(name);
        const text = String(new FormData(event.currentTarget).get("q")).trim();
        if (text !== "") next.set("q", text);
        const query = next.toString();
        go(query ? `/admin/webhooks?${query}` : "/admin/webhooks");
      }}
    >
      <Search aria-hidden className="absolute start-2.5 top-2 size-4 text-ink-3" />
      <input
        // After «clear the filters» the box is empty as well.
        key={q}
        id={SEARCH_ID}
        type="search"
        name="q"
        defaultValue={q ?? ""}
        aria-label={label}
        placeholder={placeholder}
        maxLength={64}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="search"
        className="h-8 w-full rounded-control border border-line-strong bg-surface ps-9 pe-3 text-table placeholder:text-ink-3"
      />
    </form>
  );
}
