import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";

/** What opens on demand: no script, and found by the browser's own search. */
export function Disclosure({
  summary,
  open = false,
  children,
}: {
  summary: ReactNode;
  open?: boolean;
  children: ReactNode;
}) {
  return (
    <details className="group" open={open}>
      <summary className="inline-flex min-h-6 cursor-pointer list-none items-center gap-1 rounded-control text-ink-2 text-meta hover:text-ink [&::-webkit-details-marker]:hidden">
        <ChevronDown
          aria-hidden
          className="size-3.5 -rotate-90 transition-transform duration-100 group-open:rotate-0 rtl:rotate-90 rtl:group-open:rotate-0"
        />
        {summary}
      </summary>
      <div className="mt-1.5">{children}</div>
    </details>
  );
}
