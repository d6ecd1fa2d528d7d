"use client";

import clsx from "clsx";
import { Bookmark, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { lazy, Suspense } from "react";
import { ListLink } from "@/components/data-table/list-navigation";
import type { ViewTab } from "./view-menu";

const ViewMenu = lazy(() => import("./view-menu"));

/** Saved views as more tabs; the one that is open can be changed. */
export function ViewTabs({
  views,
  query,
  mayWrite,
}: {
  views: ViewTab[];
  /** The filters in sight, as a view would keep them. */
  query: string;
  mayWrite: boolean;
}) {
  const t = useTranslations("consoleTransactions");
  if (views.length === 0) return null;
  return (
    <nav
      aria-label={t("views")}
      className="-mx-4 mb-4 overflow-x-auto px-4 py-0.5 sm:-mx-1 sm:px-1"
    >
      <ul className="flex gap-1.5">
        {views.map((view) => {
          const Icon = view.shared ? Users : Bookmark;
          const changed = view.current && view.query !== query;
          return (
            <li
              key={view.id}
              className={clsx(
                "flex h-8 shrink-0 items-center rounded-control",
                view.current ? "bg-brand-soft text-brand" : "text-ink-2 hover:bg-sunken",
              )}
            >
              <ListLink
                href={view.href}
                aria-current={view.current ? "page" : undefined}
                title={view.own ? undefined : t("viewOf", { name: view.owner })}
                className={clsx(
                  "flex h-8 items-center gap-1.5 rounded-control ps-2.5 text-table",
                  view.current ? "font-[550]" : "hover:text-ink",
                  view.current && (view.own || (view.shared && mayWrite)) ? "pe-1" : "pe-2.5",
                )}
              >
                <Icon aria-hidden className="size-3.5" />
                <bdi className="max-w-48 truncate">{view.name}</bdi>
                {view.shared && <span className="sr-only">{t("viewShared")}</span>}
                {changed && (
                  <span className="font-normal text-caption text-ink-2">{t("viewChanged")}</span>
                )}
              </ListLink>
              {view.current && (view.own || (view.shared && mayWrite)) && (
                <Suspense fallback={<span className="me-0.5 size-7" />}>
                  <ViewMenu view={view} query={query} changed={changed} mayWrite={mayWrite} />
                </Suspense>
              )}
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
