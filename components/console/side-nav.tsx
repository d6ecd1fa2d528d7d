"use client";

import clsx from "clsx";
import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PLACES, type PlaceKey, placeOf } from "./places";

/** The console's places. `badges` are small figures after a place's name, e.g. what waits in the inbox. */
export function SideNav({ badges = {} }: { badges?: Partial<Record<PlaceKey, ReactNode>> }) {
  const t = useTranslations("console");
  const here = placeOf(usePathname())?.key;
  return (
    <nav aria-label={t("navLabel")} className="flex flex-col gap-4 p-3">
      {PLACES.map(({ group, places }) => (
        <div key={group}>
          {group !== "money" && (
            <p className="px-2.5 pb-1 text-caption text-ink-3">{t(`group.${group}`)}</p>
          )}
          <ul className="flex flex-col gap-px">
            {places.map(({ key, href, icon: Icon }) => (
              <li key={key}>
                <Link
                  href={href as Route}
                  // Each would ask for the session and the frame again, on every page.
                  prefetch={false}
                  aria-current={here === key ? "page" : undefined}
                  className={clsx(
                    "flex h-8 items-center gap-2.5 rounded-control px-2.5 text-table",
                    here === key
                      ? "bg-brand-soft font-[650] text-brand"
                      : "text-ink-2 hover:bg-sunken hover:text-ink",
                  )}
                >
                  <Icon aria-hidden className="size-4 shrink-0" />
                  <span className="grow">{t(`place.${key}`)}</span>
                  {badges[key]}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
