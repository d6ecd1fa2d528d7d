import clsx from "clsx";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

const TONES = {
  ok: "bg-ok-soft text-ok",
  danger: "bg-danger-soft text-danger",
  info: "bg-info-soft text-info",
} as const;

/** A point on the line, with what happened beside it. */
export function TimelineItem({
  icon: Icon,
  tone,
  last,
  children,
}: {
  icon: LucideIcon;
  tone: keyof typeof TONES;
  last: boolean;
  children: ReactNode;
}) {
  return (
    <li className="relative flex gap-3 pb-5 last:pb-0">
      {!last && <span aria-hidden className="absolute start-2.5 top-6 bottom-0 w-px bg-line" />}
      <span
        className={clsx("mt-0.5 grid size-5 shrink-0 place-items-center rounded-full", TONES[tone])}
      >
        <Icon aria-hidden className="size-3" />
      </span>
      <div className="min-w-0 grow text-table">{children}</div>
    </li>
  );
}
