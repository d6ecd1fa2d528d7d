import Link from "next/link";
import { useTranslations } from "next-intl";
import { LogoMark } from "@/components/ui/logo";
import { env } from "@/lib/env";

const LINK = "rounded-control px-2.5 py-1.5 text-ink-2 text-sm hover:bg-sunken hover:text-ink";

/** The top of every public page: a way past it, the name, and where one can go. */
export function SiteHeader() {
  const t = useTranslations("site");
  return (
    <header className="sticky top-0 z-10 border-line border-b bg-surface/90 backdrop-blur">
      <a
        href="#content"
        className="sr-only rounded-tile bg-surface px-4 py-2 shadow-float focus:not-sr-only focus:absolute focus:start-4 focus:top-2"
      >
        {t("skip")}
      </a>
      <div className="mx-auto flex h-14 max-w-6xl items-center gap-2 px-4 sm:gap-4 sm:px-7">
        <Link href="/" aria-label={t("home")} className="flex items-center gap-2.5 font-bold">
          <LogoMark className="size-7" />
          <span className="max-[420px]:sr-only">{t("name")}</span>
        </Link>
        <nav aria-label={t("navLabel")} className="ms-auto flex items-center">
          <Link href="/docs" className={LINK}>
            {t("docs")}
          </Link>
          <Link href="/docs/errors" className={LINK}>
            {t("errors")}
          </Link>
          {env().SANDBOX && (
            <Link href="/demo" className={LINK}>
              {t("demo")}
            </Link>
          )}
        </nav>
      </div>
    </header>
  );
}
