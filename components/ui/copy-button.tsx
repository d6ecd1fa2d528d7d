"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";

const SHOWN_MS = 1500;

/** Copies a value in its canonical form and says so, also to a screen reader. */
export function CopyButton({
  value,
  label,
  done,
}: {
  value: string;
  /** What a press copies, e.g. "Copy the key". */
  label: string;
  /** What is said afterwards. */
  done: string;
}) {
  const [copied, setCopied] = useState(false);

  async function copy() {
    // Browsers offer no clipboard on plain http except on localhost.
    if (!navigator.clipboard) return;
    await navigator.clipboard.writeText(value);
    setCopied(true);
    setTimeout(() => setCopied(false), SHOWN_MS);
  }

  return (
    <button
      type="button"
      onClick={copy}
      aria-label={label}
      title={label}
      className="grid size-7 shrink-0 cursor-pointer place-items-center rounded-control text-ink-3 hover:bg-line/60 hover:text-ink"
    >
      {copied ? (
        <Check aria-hidden className="size-3.5 text-ok" />
      ) : (
        <Copy aria-hidden className="size-3.5" />
      )}
      <span aria-live="polite" className="sr-only">
        {copied ? done : ""}
      </span>
    </button>
  );
}
