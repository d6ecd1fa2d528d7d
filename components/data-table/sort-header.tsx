"use client";

import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ListLink } from "./list-navigation";

export type SortState = "ascending" | "descending" | "none";

/** A head that is a link to the same list in the other order. Arrows go up and down in any language. */
export function SortHeader({
  state,
  href,
  children,
}: {
  state: SortState;
  href: string;
  children: ReactNode;
}) {
  const t = useTranslations("ui");
  const Icon = state === "none" ? ChevronsUpDown : state === "ascending" ? ArrowUp : ArrowDown;
  return (
    <ListLink
      href={href}
      title={t(state === "descending" ? "sortAscending" : "sortDescending")}
      className="inline-flex h-6 items-center gap-1 rounded-control hover:text-ink"
    >
      {children}
      <Icon aria-hidden className={state === "none" ? "size-3 text-ink-3" : "size-3 text-brand"} />
    </ListLink>
  );
}
