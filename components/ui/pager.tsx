import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { buttonClass } from "./button";

type Href = ComponentProps<typeof Link>["href"];

/** To the pages before and after; null where there is none. Keyset paging has no page numbers. */
export function Pager({ previous, next }: { previous: Href | null; next: Href | null }) {
  const t = useTranslations("ui");
  if (!previous && !next) return null;
  return (
    <nav aria-label={t("pages")} className="mt-3 flex justify-end gap-2">
      <Step href={previous} rel="prev" text={t("previous")} />
      <Step href={next} rel="next" text={t("next")} />
    </nav>
  );
}

function Step({ href, rel, text }: { href: Href | null; rel: "prev" | "next"; text: string }) {
  if (href) {
    return (
      <Link href={href} rel={rel} prefetch={false} className={buttonClass()}>
        {text}
      </Link>
    );
  }
  return (
    <span aria-disabled className={`${buttonClass()} cursor-default text-ink-3`}>
      {text}
    </span>
  );
}
