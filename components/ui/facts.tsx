import type { ReactNode } from "react";

/** Names and values, one under the other, as at the side of a detail page. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="flex flex-col text-table">{children}</dl>;
}

/** One name and its value. A value that is not there shows a dash, so that rows do not jump. */
export function Fact({ name, children }: { name: ReactNode; children?: ReactNode }) {
  return (
    <div className="flex min-h-8 items-baseline gap-4 py-1">
      <dt className="w-32 shrink-0 text-ink-2">{name}</dt>
      <dd className="min-w-0 grow break-words [&_button]:-my-1">
        {children ?? <span aria-hidden>—</span>}
      </dd>
    </div>
  );
}
