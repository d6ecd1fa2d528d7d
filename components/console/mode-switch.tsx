"use client";

import clsx from "clsx";
import { FlaskConical, Radio } from "lucide-react";
import { usePathname, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import type { Mode } from "@/lib/context";

/** Members of the query that mean nothing in the other mode. */
const PLACE = ["after", "before", "cursor", "peek", "mode"];

/**
 * Test or live. Plain links with `?mode=`, which the server remembers: the address of what one sees can
 * be sent to a colleague. A whole page load on purpose, since everything in sight changes.
 */
export function ModeSwitch({ mode }: { mode: Mode }) {
  const t = useTranslations("console");
  const pathname = usePathname();
  const query = useSearchParams();
  const href = (to: Mode) => {
    const next = new URLSearchParams(query);
    for (const name of PLACE) next.delete(name);
    next.set("mode", to);
    return `${pathname}?${next}`;
  };
  return (
    <ul
      aria-label={t("modeLabel")}
      className="flex shrink-0 rounded-tile border border-line bg-surface p-0.5 text-meta"
    >
      {(["live", "test"] as const).map((one) => {
        const Icon = one === "test" ? FlaskConical : Radio;
        return (
          <li key={one}>
            <a
              href={href(one)}
              aria-current={mode === one ? "true" : undefined}
              className={clsx(
                "flex h-7 items-center gap-1.5 rounded-control px-2.5",
                mode !== one && "text-ink-2 hover:text-ink",
                mode === one && one === "test" && "bg-warn-soft font-[650] text-warn",
                mode === one && one === "live" && "bg-ok-soft font-[650] text-ok",
              )}
            >
              <Icon aria-hidden className="size-3.5" />
              {t(`mode.${one}`)}
            </a>
          </li>
        );
      })}
    </ul>
  );
}
