"use client";

import { useId } from "react";
import { useFieldError } from "@/components/ui/action-form";

/** Text of several lines that is compared character by character. */
export function BodyField({
  name,
  label,
  hint,
  defaultValue,
}: {
  name: string;
  label: string;
  hint: string;
  defaultValue: string;
}) {
  const id = useId();
  const error = useFieldError(name);
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-[550] text-table">
        {label}
      </label>
      <textarea
        id={id}
        name={name}
        rows={4}
        dir="ltr"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        defaultValue={defaultValue}
        aria-describedby={`${id}-hint`}
        {...(error ? { "aria-invalid": true } : {})}
        className="w-full rounded-control border border-line-strong bg-surface px-3 py-2 text-start font-mono text-ink text-meta aria-invalid:border-danger"
      />
      <p id={`${id}-hint`} className={error ? "text-danger text-meta" : "text-ink-3 text-meta"}>
        {error ?? hint}
      </p>
    </div>
  );
}
