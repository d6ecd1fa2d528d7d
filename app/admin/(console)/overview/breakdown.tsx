import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ShareBar } from "@/components/chart/share-bar";
import { useWriting } from "@/components/format/use-writing";
import { Card } from "@/components/ui/card";
import { formatCount } from "@/lib/i18n/format-number";

/** A figure told apart by something; `hidden` says how many lines were left out. */
export function Breakdown({
  title,
  hidden = 0,
  children,
}: {
  title: string;
  hidden?: number;
  children: ReactNode[];
}) {
  const t = useTranslations("consoleOverview");
  const writing = useWriting();
  return (
    <Card className="p-4 sm:p-5">
      <h2 className="mb-3 font-[650] text-base">{title}</h2>
      {children.length === 0 ? (
        <p className="text-ink-3 text-table">{t("noneInRange")}</p>
      ) : (
        <ul className="flex flex-col gap-3">{children}</ul>
      )}
      {hidden > 0 && (
        <p className="mt-3 text-ink-3 text-meta">
          {t("andMore", { n: formatCount(hidden, writing) })}
        </p>
      )}
    </Card>
  );
}

/** One line: its name, its value, what more is known of it, and its share of the whole as a bar. */
export function BreakdownLine({
  href,
  name,
  value,
  note,
  share,
}: {
  href: Route;
  name: ReactNode;
  value: ReactNode;
  note: ReactNode;
  share: number;
}) {
  return (
    <li>
      <Link href={href} prefetch={false} className="group block rounded-control">
        <span className="flex items-center gap-2 text-table">
          <span className="flex min-w-0 grow items-center gap-2 group-hover:text-brand">
            {name}
          </span>
          <span className="shrink-0 font-[550]">{value}</span>
        </span>
        <span className="mt-1.5 flex items-center gap-3">
          <span className="grow">
            <ShareBar share={share} />
          </span>
          <span className="w-24 shrink-0 text-end text-ink-3 text-meta">{note}</span>
        </span>
      </Link>
    </li>
  );
}
