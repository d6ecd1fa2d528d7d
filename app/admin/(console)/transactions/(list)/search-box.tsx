"use client";

import { Search } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useListNavigation } from "@/components/data-table/list-navigation";
import { Kbd } from "@/components/ui/kbd";
import { LIST_PATH } from "./address";

const loadCanonical = () => import("./canonical");

export const SEARCH_ID = "transactions-search";

/** One box for whatever an operator has at hand. What names a single transaction opens it. */
export function SearchBox({ q, shortcuts }: { q: string | null; shortcuts: boolean }) {
  const t = useTranslations("consoleTransactions");
  const current = useSearchParams();
  const { go } = useListNavigation();
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is not known to every screen reader yet.
    <form
      role="search"
      className="relative min-w-0 grow sm:max-w-md"
      onSubmit={async (event) => {
        event.preventDefault();
        const next = new URLSearchParams(current);
        for (const place of ["after", "before", "q"]) next.delete(place);
        const text = String(new FormData(event.currentTarget).get("q")).trim();
        if (text !== "") next.set("q", text);
        const query = (await loadCanonical()).canonical(next);
        go(query ? `${LIST_PATH}?${query}` : LIST_PATH);
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
        aria-label={t("search")}
        placeholder={t("searchPlaceholder")}
        maxLength={64}
        onFocus={() => void loadCanonical()}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="search"
        className="peer h-8 w-full rounded-control border border-line-strong bg-surface ps-9 pe-3 text-table placeholder:text-ink-3"
      />
      {shortcuts && (
        <span className="pointer-events-none absolute end-2 top-1 hidden peer-focus:hidden peer-placeholder-shown:sm:block peer-focus:peer-placeholder-shown:sm:hidden">
          <Kbd>/</Kbd>
        </span>
      )}
    </form>
  );
}
