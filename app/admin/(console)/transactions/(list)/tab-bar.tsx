"use client";

import clsx from "clsx";
import { useTranslations } from "next-intl";
import { Suspense, use, useEffect, useState } from "react";
import { ListLink } from "@/components/data-table/list-navigation";
import { Skeleton } from "@/components/ui/skeleton";
import type { TabCount, TabId } from "@/lib/transactions/console/tabs";
import { CountText } from "./count-text";

export type Tab = { id: TabId; href: string; current: boolean };
/** How many rows each tab has, for as far as they are counted. */
export type Counts = Record<TabId, TabCount>;

/**
 * The tabs with what each holds. Rows never wait for the figures: until new ones come the old ones stand,
 * dimmed. `turn` tells one answer of the server from another.
 */
export function TabBar({
  tabs,
  counts,
  turn,
}: {
  tabs: Tab[];
  counts: Promise<Counts>;
  turn: string;
}) {
  const t = useTranslations("consoleTransactions");
  const [last, setLast] = useState<Counts | null>(null);
  return (
    <nav aria-label={t("tabs")} className="-mx-4 mb-4 overflow-x-auto px-4 py-1 sm:-mx-1 sm:px-1">
      <ul className="flex gap-2.5">
        {tabs.map(({ id, href, current }) => (
          <li key={id} className="min-w-fit grow basis-0">
            <ListLink
              href={href}
              aria-current={current ? "page" : undefined}
              className={clsx(
                "block rounded-card border bg-surface px-3.5 py-2.5 shadow-raised",
                current
                  ? "border-brand text-brand ring-1 ring-brand"
                  : "border-line text-ink hover:border-line-strong",
              )}
            >
              <span className={clsx("block whitespace-nowrap text-meta", !current && "text-ink-2")}>
                {t(`tab.${id}`)}
              </span>
              <span className="block h-7 whitespace-nowrap font-[650] text-base">
                <Suspense key={turn} fallback={<Former count={last?.[id]} />}>
                  <Count counts={counts} id={id} />
                </Suspense>
              </span>
            </ListLink>
          </li>
        ))}
      </ul>
      <Suspense key={turn}>
        <Keep counts={counts} onKnown={setLast} />
      </Suspense>
    </nav>
  );
}

function Count({ counts, id }: { counts: Promise<Counts>; id: TabId }) {
  return <CountText {...use(counts)[id]} />;
}

function Former({ count }: { count: TabCount | undefined }) {
  if (count === undefined) return <Skeleton className="mt-1.5 h-4 w-12" />;
  return (
    <span className="opacity-55">
      <CountText {...count} />
    </span>
  );
}

function Keep({ counts, onKnown }: { counts: Promise<Counts>; onKnown: (counts: Counts) => void }) {
  const known = use(counts);
  useEffect(() => onKnown(known), [known, onKnown]);
  return null;
}
