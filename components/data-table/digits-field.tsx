"use client";

import { type ReactNode, useState } from "react";
import { asciiDigits } from "@/lib/i18n/digits";
import { CheckedInput } from "./checked-input";

/** Digits that are copied, not counted: a card's end, a mobile. Any may be typed; Latin ones show. */
export default function DigitsField({
  name,
  label,
  hint,
  initial,
  read,
  fault,
}: {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  initial: string;
  /** The value as the address has it; null when the text is none. */
  read: (text: string) => string | null;
  /** Said of text that is none. */
  fault: string;
}) {
  const [text, setText] = useState(initial);
  const value = text.trim() === "" ? "" : read(text);
  return (
    <CheckedInput
      name={name}
      label={label}
      hint={hint}
      value={value ?? ""}
      fault={value === null ? fault : null}
      className="font-mono text-meta"
      input={{
        value: text,
        onChange: (event) => setText(asciiDigits(event.currentTarget.value)),
        inputMode: "numeric",
        dir: "ltr",
      }}
    />
  );
}
