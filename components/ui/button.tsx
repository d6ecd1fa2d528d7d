import clsx from "clsx";
import type { ComponentProps } from "react";

const TONES = {
  primary: "border-transparent bg-brand-solid text-on-brand shadow-raised hover:bg-brand-hover",
  secondary: "border-line bg-surface text-ink shadow-raised hover:bg-sunken",
  ghost: "border-transparent bg-transparent text-ink-2 hover:bg-sunken hover:text-ink",
  danger: "border-danger/40 bg-surface text-danger shadow-raised hover:bg-danger-soft",
} as const;
const SIZES = {
  sm: "h-7 gap-1.5 rounded-control px-2.5 text-meta",
  md: "h-8 gap-1.5 rounded-control px-3 text-table",
  lg: "h-10 gap-2 rounded-tile px-4 text-sm",
  xl: "h-12 gap-2 rounded-card px-6 text-base",
} as const;

export type ButtonLook = { tone?: keyof typeof TONES; size?: keyof typeof SIZES };

/** The look of a button, for whatever element has to be one: a link stays a link. */
export function buttonClass({ tone = "secondary", size = "md" }: ButtonLook = {}): string {
  return clsx(
    "inline-flex shrink-0 cursor-pointer items-center justify-center border font-[550]",
    "transition-colors duration-100 disabled:cursor-not-allowed disabled:opacity-60 [&_svg]:size-4",
    TONES[tone],
    SIZES[size],
  );
}

/** A button; `type` is `button` unless it says otherwise, so that it never submits by accident. */
export function Button({
  tone = "secondary",
  size = "md",
  className,
  type = "button",
  ...rest
}: ButtonLook & ComponentProps<"button">) {
  return <button type={type} className={clsx(buttonClass({ tone, size }), className)} {...rest} />;
}
