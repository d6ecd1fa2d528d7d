import clsx from "clsx";
import type { ReactNode } from "react";

const TONES = {
  ok: "bg-ok-soft text-ok",
  warn: "bg-warn-soft text-warn",
  danger: "bg-danger-soft text-danger",
  info: "bg-info-soft text-info",
  refund: "bg-refund-soft text-refund",
  neutral: "bg-neutral-soft text-neutral",
  brand: "bg-brand-soft text-brand",
} as const;
export type BadgeTone = keyof typeof TONES;

/** A short state: a word, usually with an icon, so that colour is never the only sign. */
export function Badge({
  tone = "neutral",
  dashed = false,
  children,
}: {
  tone?: BadgeTone;
  /** For what is not certain yet. */
  dashed?: boolean;
  children: ReactNode;
}) {
  return (
    <span
      className={clsx(
        "inline-flex h-5.5 items-center gap-1 whitespace-nowrap rounded-control border px-2 font-[550] text-xs leading-none [&_svg]:size-3",
        dashed ? "border-current border-dashed" : "border-transparent",
        TONES[tone],
      )}
    >
      {children}
    </span>
  );
}
