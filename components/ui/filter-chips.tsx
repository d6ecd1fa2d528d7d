"use client";

import { Plus, X } from "lucide-react";
import { usePathname, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { lazy, type ReactNode, useState } from "react";
import { useListNavigation } from "@/components/data-table/list-navigation";
import type { Filter } from "./filter-form";
import { Popover } from "./popover";

export type { Filter };

const loadForm = () => import("./filter-form");
const FilterForm = lazy(loadForm);

/** Members of the query that say where in the list one is; a new filter starts from the beginning. */
const PLACE = ["after", "before", "cursor", "peek"];

/**
 * Filters as chips. They live in the address and nowhere else: a set one shows its value and a cross, an
 * unset one is dashed. Choosing navigates; the old rows stay until the new ones are there.
 */
export function FilterChips({
  filters,
  toQuery = async (next) => next.toString(),
  clearable = filters.some(({ shown }) => shown !== null),
  clears = filters.flatMap(({ names }) => names),
  children,
}: {
  filters: Filter[];
  /** The query as the list itself writes it. */
  toQuery?: (next: URLSearchParams) => Promise<string>;
  /** Whether anything narrows the list: then there is a way back to all of it. */
  clearable?: boolean;
  /** What that way back takes out of the address. */
  clears?: readonly string[];
  children?: ReactNode;
}) {
  const t = useTranslations("ui");
  const pathname = usePathname();
  const current = useSearchParams();
  const { pending, go: goTo } = useListNavigation();
  const [open, setOpen] = useState<string | null>(null);

  async function go(change: (next: URLSearchParams) => void) {
    const next = new URLSearchParams(current);
    for (const name of PLACE) next.delete(name);
    change(next);
    const query = await toQuery(next);
    goTo(query ? `${pathname}?${query}` : pathname);
  }
  const clear = (names: readonly string[]) =>
    go((next) => {
      for (const name of names) next.delete(name);
    });
  function set(filter: Filter, valuesOf: (name: string) => string[]) {
    setOpen(null);
    go((next) => {
      for (const name of filter.names) {
        const values = valuesOf(name);
        if (values.length === 0) next.delete(name);
        else next.set(name, values.join(","));
      }
    });
  }

  return (
    <div aria-busy={pending} className="mb-4 flex flex-wrap items-center gap-2">
      {filters.map((filter) => (
        <span key={filter.names[0]} className="inline-flex">
          <Popover
            label={filter.label}
            open={open === filter.names[0]}
            onOpenChange={(next) => setOpen(next ? filter.names[0] : null)}
            trigger={<ChipButton filter={filter} />}
            preload={loadForm}
          >
            <FilterForm
              filter={filter}
              current={current}
              onValues={(valuesOf) => set(filter, valuesOf)}
            />
          </Popover>
          {filter.shown !== null && (
            <button
              type="button"
              onClick={(event) => {
                // This button goes; the chip stays.
                event.currentTarget.parentElement?.querySelector("button")?.focus();
                clear(filter.names);
              }}
              aria-label={t("removeFilter", { what: filter.label })}
              className="-ms-px grid h-7 w-7 cursor-pointer place-items-center rounded-e-full border border-line bg-surface text-ink-3 hover:bg-sunken hover:text-ink"
            >
              <X aria-hidden className="size-3.5" />
            </button>
          )}
        </span>
      ))}
      {clearable && (
        <button
          type="button"
          onClick={() => clear(clears)}
          className="min-h-7 cursor-pointer rounded-control px-2 font-[550] text-brand text-meta hover:underline"
        >
          {t("clearFilters")}
        </button>
      )}
      {children}
    </div>
  );
}

function ChipButton({ filter, ...rest }: { filter: Filter } & React.ComponentProps<"button">) {
  const on = filter.shown !== null;
  return (
    <button
      type="button"
      {...rest}
      className={
        on
          ? "inline-flex h-7 cursor-pointer items-center gap-1.5 rounded-s-full border border-line bg-surface px-3 text-meta hover:bg-sunken"
          : "inline-flex h-7 cursor-pointer items-center gap-1 rounded-full border border-line-strong border-dashed px-3 text-ink-2 text-meta hover:bg-sunken hover:text-ink"
      }
    >
      {!on && <Plus aria-hidden className="size-3" />}
      {filter.label}
      {on && <span className="font-[550] text-brand">{filter.shown}</span>}
    </button>
  );
}
