import clsx from "clsx";
import { ChevronDown, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

const TONES = {
  ok: "bg-ok-soft text-ok",
  danger: "bg-danger-soft text-danger",
  warn: "bg-warn-soft text-warn",
  info: "bg-info-soft text-info",
  refund: "bg-refund-soft text-refund",
  neutral: "bg-neutral-soft text-neutral",
} as const;

/** What happened, one under the other along a hairline. `label` names the list. */
export function Timeline({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ol aria-label={label} className="flex flex-col">
      {children}
    </ol>
  );
}

/**
 * One thing that happened. Its title and line are always there; `children`, the raw facts, open below
 * them without a script. A line holds no links: all of it opens the facts.
 */
export function TimelineItem({
  icon: Icon,
  tone,
  title,
  badge,
  line,
  children,
}: {
  icon: LucideIcon;
  tone: keyof typeof TONES;
  title: ReactNode;
  badge?: ReactNode;
  line?: ReactNode;
  children: ReactNode;
}) {
  return (
    <li className="group/item relative ps-8 pb-5 last:pb-0">
      <span
        aria-hidden
        className="absolute start-2.5 top-6 bottom-0 border-line border-s group-last/item:hidden"
      />
      <span
        aria-hidden
        className={clsx(
          "absolute start-0 top-0.5 grid size-5 place-items-center rounded-full",
          TONES[tone],
        )}
      >
        <Icon className="size-3" />
      </span>
      <details className="group/facts min-w-0">
        <summary className="-mx-2 -my-1 block cursor-pointer list-none rounded-control px-2 py-1 hover:bg-sunken [&::-webkit-details-marker]:hidden">
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className="font-[550] text-sm leading-normal">{title}</span>
            {badge}
            <ChevronDown
              aria-hidden
              className="ms-auto size-4 shrink-0 text-ink-3 transition-transform duration-100 group-open/facts:rotate-180"
            />
          </span>
          {line && <span className="mt-0.5 block text-ink-2 text-meta">{line}</span>}
        </summary>
        <div className="flex flex-col gap-3 pt-3 pb-1">{children}</div>
      </details>
    </li>
  );
}
