"use client";

import clsx from "clsx";
import { type KeyboardEvent, type ReactNode, useId, useState } from "react";

/** Several versions of one thing, one in sight. The arrows go from tab to tab. */
export function SnippetTabs({
  label,
  names,
  panels,
}: {
  label: string;
  names: string[];
  /** As many as there are names, in their order. */
  panels: ReactNode[];
}) {
  const id = useId();
  const [shown, setShown] = useState(0);

  function move(event: KeyboardEvent<HTMLDivElement>) {
    // The tabs stand left to right in both languages: their names are code.
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = (shown + step + names.length) % names.length;
    setShown(next);
    document.getElementById(`${id}-tab-${next}`)?.focus();
  }
  return (
    <div dir="ltr">
      <div role="tablist" aria-label={label} onKeyDown={move} className="mb-2 flex gap-1">
        {names.map((name, index) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`${id}-tab-${index}`}
            aria-selected={index === shown}
            aria-controls={`${id}-panel-${index}`}
            tabIndex={index === shown ? 0 : -1}
            onClick={() => setShown(index)}
            className={clsx(
              "h-7 cursor-pointer rounded-control px-2.5 font-[550] text-meta",
              index === shown ? "bg-brand-soft text-brand" : "text-ink-2 hover:bg-sunken",
            )}
          >
            {name}
          </button>
        ))}
      </div>
      {panels.map((panel, index) => (
        <div
          key={names[index]}
          role="tabpanel"
          id={`${id}-panel-${index}`}
          aria-labelledby={`${id}-tab-${index}`}
          hidden={index !== shown}
        >
          {panel}
        </div>
      ))}
    </div>
  );
}
