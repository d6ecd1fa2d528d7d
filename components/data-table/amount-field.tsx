"use client";

import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { useWriting } from "@/components/format/use-writing";
import { CheckedInput } from "./checked-input";
import { caretAfter, groupDigits, plainDigits } from "./group-digits";

const DIGITS_MAX = 12;

/** A whole amount in Toman, in groups of three while it is typed, in the reader's figures. */
export function AmountField({
  name,
  label,
  hint,
  value,
  onValue,
  fault,
}: {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  /** ASCII digits; empty: none. */
  value: string;
  onValue: (value: string) => void;
  fault: string | null;
}) {
  const writing = useWriting();
  const field = useRef<HTMLInputElement>(null);
  const [caret, setCaret] = useState<number | null>(null);
  const shown = groupDigits(value, writing);
  useLayoutEffect(() => {
    if (caret === null) return;
    const place = caretAfter(shown, caret);
    field.current?.setSelectionRange(place, place);
    setCaret(null);
  }, [caret, shown]);
  return (
    <CheckedInput
      name={name}
      label={label}
      hint={hint}
      value={value}
      fault={fault}
      input={{
        value: shown,
        onChange: ({ currentTarget }) => {
          field.current = currentTarget;
          const before = currentTarget.value.slice(0, currentTarget.selectionStart ?? undefined);
          setCaret(before.replace(/[^\d۰-۹٠-٩]/g, "").length);
          onValue(plainDigits(currentTarget.value).slice(0, DIGITS_MAX));
        },
        inputMode: "numeric",
        dir: "ltr",
      }}
    />
  );
}
