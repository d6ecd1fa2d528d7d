import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { DirIcon } from "./dir-icon";

export type Crumb = { href: ComponentProps<typeof Link>["href"]; text: ReactNode };

/** The head of a console page: where it lies, what it is, and the one or two things to do here. */
export function PageHeader({
  crumbs = [],
  title,
  lead,
  actions,
}: {
  crumbs?: Crumb[];
  title: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <header className="mb-6 flex flex-wrap items-end gap-x-4 gap-y-3">
      <div className="min-w-0 grow">
        {crumbs.length > 0 && (
          <ol className="mb-1 flex flex-wrap items-center gap-1 text-ink-2 text-meta">
            {crumbs.map(({ href, text }) => (
              <li key={String(href)} className="flex items-center gap-1">
                <Link href={href} prefetch={false} className="hover:text-ink hover:underline">
                  {text}
                </Link>
                <DirIcon icon={ChevronRight} className="size-3.5 text-ink-3" />
              </li>
            ))}
          </ol>
        )}
        <h1 tabIndex={-1} className="font-bold text-2xl outline-none">
          {title}
        </h1>
        {lead && <div className="mt-1 text-ink-2 text-table">{lead}</div>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}
