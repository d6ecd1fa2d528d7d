import { type ReactNode, useId } from "react";
import { Card } from "./card";

/** What a person has to decide, with what each way would do. Stands before the rest of a page. */
export function Decisions({
  title,
  text,
  children,
}: {
  title: ReactNode;
  text?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <Card aria-labelledby={id} className="mb-6">
      <header className="border-line border-b px-4 py-2.5">
        <h2 id={id} className="font-[650] text-base">
          {title}
        </h2>
        {text && <p className="mt-0.5 text-ink-2 text-table">{text}</p>}
      </header>
      <div className="divide-y divide-line">{children}</div>
    </Card>
  );
}

/** One way to decide; `children` is its button, absent where the reader may not. */
export function Decision({
  title,
  text,
  children,
}: {
  title: ReactNode;
  text: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 grow basis-72">
        <p className="font-[550] text-table">{title}</p>
        <p className="text-ink-2 text-meta">{text}</p>
      </div>
      {children}
    </div>
  );
}
