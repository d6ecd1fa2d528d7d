"use client";

import { useTranslations } from "next-intl";
import { ListLink } from "@/components/data-table/list-navigation";
import { Digits } from "@/components/format/digits";
import { buttonClass } from "@/components/ui/button";

/** How many rows are in sight, and the pages before and after. Keyset paging has no page numbers. */
export function PageSteps({
  count,
  previous,
  next,
}: {
  count: number;
  previous: string | null;
  next: string | null;
}) {
  const t = useTranslations("consoleTransactions");
  const ui = useTranslations("ui");
  if (count === 0) return null;
  const step = (href: string | null, rel: "prev" | "next", text: string) =>
    href ? (
      <ListLink href={href} rel={rel} className={buttonClass()}>
        {text}
      </ListLink>
    ) : (
      <span aria-disabled className={`${buttonClass()} cursor-default text-ink-3`}>
        {text}
      </span>
    );
  return (
    <div className="mt-3 flex items-center gap-2">
      <p role="status" className="grow text-ink-2 text-meta">
        {t.rich("onPage", { n: () => <Digits>{count}</Digits> })}
      </p>
      {(previous || next) && (
        <nav aria-label={ui("pages")} className="flex gap-2">
          {step(previous, "prev", ui("previous"))}
          {step(next, "next", ui("next"))}
        </nav>
      )}
    </div>
  );
}
