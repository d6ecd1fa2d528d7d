"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useLocale } from "next-intl";
import { LOCALES } from "@/lib/i18n/locales";

const LANGUAGE_NAMES = { fa: "فارسی", en: "English" } as const;

/** The page one is on, in the other language. */
export function LocaleLinks() {
  const locale = useLocale();
  const pathname = usePathname();
  const query = useSearchParams();
  return (
    <p className="mt-5 flex justify-center gap-4 text-ink-3 text-meta">
      {LOCALES.filter((one) => one !== locale).map((one) => {
        const next = new URLSearchParams(query);
        next.set("lang", one);
        return (
          <a key={one} href={`${pathname}?${next}`} lang={one} className="py-1 hover:text-ink">
            {LANGUAGE_NAMES[one]}
          </a>
        );
      })}
    </p>
  );
}
