"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "./button";

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

/** The form of one filter, in the window its chip opens: fetched when one is first opened. */
export default function FilterForm({
  filter,
  current,
  onValues,
}: {
  filter: Filter;
  current: URLSearchParams;
  /** Told what each name of the filter is to be; nothing: not set. */
  onValues: (valuesOf: (name: string) => string[]) => void;
}) {
  const t = useTranslations("ui");
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        onValues((name) => form.getAll(name).map(String).filter(Boolean));
      }}
    >
      <FilterFields
        filter={filter}
        current={current}
        apply={(name, value) => onValues((one) => (one === name ? [value] : []))}
      />
      <Button type="submit" tone="primary" size="sm">
        {t("apply")}
      </Button>
    </form>
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
