import clsx from "clsx";
import type { Route } from "next";
import Link from "next/link";

export type Choice = { href: Route; text: string; current: boolean };

/** One of several, each with its address; scrolls sideways where it is narrow. */
export function ChoiceRow({ label, choices }: { label: string; choices: Choice[] }) {
  return (
    <nav aria-label={label} className="max-w-[calc(100vw-2rem)] overflow-x-auto">
      <ul className="flex w-max rounded-tile border border-line bg-surface p-0.5 text-meta">
        {choices.map(({ href, text, current }) => (
          <li key={href}>
            <Link
              href={href}
              prefetch={false}
              scroll={false}
              aria-current={current ? "true" : undefined}
              className={clsx(
                "flex h-7 items-center whitespace-nowrap rounded-control px-2.5 -outline-offset-2",
                current ? "bg-brand-soft font-[650] text-brand" : "text-ink-2 hover:text-ink",
              )}
            >
              {text}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
