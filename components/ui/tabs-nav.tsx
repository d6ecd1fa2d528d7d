import clsx from "clsx";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";

export type Tab = {
  href: ComponentProps<typeof Link>["href"];
  text: ReactNode;
  current: boolean;
  /** A small figure after the text. */
  count?: ReactNode;
};

/** Parts of one thing, each with an address of its own. */
export function TabsNav({ label, tabs }: { label: string; tabs: Tab[] }) {
  return (
    <nav aria-label={label} className="-mb-px overflow-x-auto border-line border-b">
      <ul className="flex gap-5">
        {tabs.map(({ href, text, current, count }) => (
          <li key={String(href)}>
            <Link
              href={href}
              prefetch={false}
              aria-current={current ? "page" : undefined}
              className={clsx(
                "flex h-10 items-center gap-1.5 whitespace-nowrap border-b-2 text-table -outline-offset-2",
                current
                  ? "border-brand font-[650] text-ink"
                  : "border-transparent text-ink-2 hover:text-ink",
              )}
            >
              {text}
              {count !== undefined && (
                <span className="rounded-full bg-sunken px-1.5 text-caption text-ink-2">
                  {count}
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
