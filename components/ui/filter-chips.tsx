"use client";

import { Plus, X } from "lucide-react";
import { usePathname, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useListNavigation } from "@/components/data-table/list-navigation";
import { Button } from "./button";
import { Popover } from "./popover";

type Choice = { value: string; text: string };
type Apply = (name: string, value: string) => void;
export type Filter = {
  /** The members of the address's query that it sets; the first is its name. */
  names: [string, ...string[]];
  label: string;
  /** What the address says now, for people; null when it is not set. */
  shown: ReactNode | null;
} & (
  | { kind: "choices"; choices: Choice[]; several?: boolean }
  | { kind: "text"; hint?: string; inputMode?: "numeric" | "text" }
  /** Fields of the caller's own, named as in `names`; `apply` sets the filter to one value at once. */
  | { kind: "fields"; fields: ReactNode | ((apply: Apply) => ReactNode) }
);

/** Members of the query that say where in the list one is; a new filter starts from the beginning. */
const PLACE = ["after", "before", "cursor", "peek"];

/**
 * Filters as chips. They live in the address and nowhere else: a set one shows its value and a cross, an
 * unset one is dashed. Choosing navigates; the old rows stay until the new ones are there.
 */
export function FilterChips({
  filters,
  toQuery = (next) => next.toString(),
  clearable = filters.some(({ shown }) => shown !== null),
  clears = filters.flatMap(({ names }) => names),
  children,
}: {
  filters: Filter[];
  /** The query as the list itself writes it. */
  toQuery?: (next: URLSearchParams) => string;
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

  function go(change: (next: URLSearchParams) => void) {
    const next = new URLSearchParams(current);
    for (const name of PLACE) next.delete(name);
    change(next);
    const query = toQuery(next);
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
          >
            <form
              className="flex flex-col gap-3"
              onSubmit={(event) => {
                event.preventDefault();
                const form = new FormData(event.currentTarget);
                set(filter, (name) => form.getAll(name).map(String).filter(Boolean));
              }}
            >
              <FilterFields
                filter={filter}
                current={current}
                apply={(name, value) => set(filter, (one) => (one === name ? [value] : []))}
              />
              <Button type="submit" tone="primary" size="sm">
                {t("apply")}
              </Button>
            </form>
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

function FilterFields({
  filter,
  current,
  apply,
}: {
  filter: Filter;
  current: URLSearchParams;
  apply: Apply;
}) {
  const [name] = filter.names;
  const value = current.get(name) ?? "";
  if (filter.kind === "fields") {
    return typeof filter.fields === "function" ? filter.fields(apply) : filter.fields;
  }
  if (filter.kind === "text") {
    return (
      <label className="flex flex-col gap-1.5 text-table">
        <span className="font-[550]">{filter.label}</span>
        <input
          name={name}
          defaultValue={value}
          dir="ltr"
          autoComplete="off"
          inputMode={filter.inputMode ?? "text"}
          className="h-9 rounded-control border border-line-strong bg-surface px-3 font-mono text-meta"
        />
        {filter.hint && <span className="text-ink-3 text-meta">{filter.hint}</span>}
      </label>
    );
  }
  const chosen = new Set(value.split(","));
  return (
    <fieldset className="flex max-h-84 flex-col gap-0.5 overflow-y-auto">
      <legend className="mb-1 font-[550] text-table">{filter.label}</legend>
      {filter.choices.map((choice) => (
        <label
          key={choice.value}
          className="flex min-h-8 cursor-pointer items-center gap-2.5 rounded-control px-1.5 text-table hover:bg-sunken"
        >
          <input
            type={filter.several ? "checkbox" : "radio"}
            name={name}
            value={choice.value}
            defaultChecked={chosen.has(choice.value)}
            className="size-4 cursor-pointer accent-brand-solid"
          />
          {choice.text}
        </label>
      ))}
    </fieldset>
  );
}
