"use client";

import { Check, Terminal } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";

const SHOWN_MS = 1_500;

/** A button in words that copies, and says so. */
export function CopyText({
  value,
  done,
  children,
}: {
  value: string;
  done: string;
  children: string;
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
    <Button size="sm" tone="ghost" onClick={copy}>
      {copied ? <Check aria-hidden className="text-ok" /> : <Terminal aria-hidden />}
      <span aria-live="polite">{copied ? done : children}</span>
    </Button>
  );
}
