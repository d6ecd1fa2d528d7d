"use client";

import clsx from "clsx";
import { type ComponentProps, type ReactNode, useId, useState } from "react";

/**
 * One field of a filter. What people type and what an address says are written differently, so the form's
 * value stands beside it in a hidden field. A fault shows when one has left the field or tries to send;
 * the form is not sent with one.
 */
export function CheckedInput({
  label,
  hint,
  fault,
  name,
  value,
  className,
  input,
}: {
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong with what was typed. */
  fault: string | null;
  name: string;
  /** As the address has it; empty: not set. */
  value: string;
  className?: string;
  /** The field that is typed in. */
  input: Omit<ComponentProps<"input">, "name" | "className" | "onBlur">;
}) {
  const id = useId();
  const [left, setLeft] = useState(false);
  const wrong = left && fault !== null;
  const told = wrong ? fault : hint;
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="font-[550] text-table">
        {label}
      </label>
      <input
        id={id}
        ref={(field) => field?.setCustomValidity(fault ?? "")}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        aria-invalid={wrong}
        aria-describedby={told ? `${id}-told` : undefined}
        onBlur={() => setLeft(true)}
        onInvalid={(event) => {
          // Our own words stand below; the browser's bubble would say them again.
          event.preventDefault();
          setLeft(true);
          const field = event.currentTarget;
          if (field.form?.querySelector("input:invalid") === field) field.focus();
        }}
        className={clsx(
          "h-9 w-full rounded-control border border-line-strong bg-surface px-3 text-table placeholder:text-ink-3 aria-invalid:border-danger",
          className,
        )}
        {...input}
      />
      {told && (
        <span id={`${id}-told`} className={clsx("text-meta", wrong ? "text-danger" : "text-ink-3")}>
          {told}
        </span>
      )}
      <input type="hidden" name={name} value={value} />
    </div>
  );
}
