import clsx from "clsx";
import type { ReactNode } from "react";

/** A titled part of a page, with a hairline under its head. */
export function Section({
  title,
  actions,
  className,
  children,
}: {
  title: ReactNode;
  actions?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  return (
    <section className={clsx("min-w-0", className)}>
      <header className="mb-3 flex min-h-8 flex-wrap items-center gap-2 border-line border-b pb-2">
        <h2 className="grow font-[650] text-base">{title}</h2>
        {actions}
      </header>
      {children}
    </section>
  );
}
