import clsx from "clsx";
import type { Route } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { type ReactNode, Suspense } from "react";
import { AccountMenu } from "@/components/console/account-menu";
import { FocusHeading } from "@/components/console/focus-heading";
import { MobileNav } from "@/components/console/mobile-nav";
import { ModeSwitch } from "@/components/console/mode-switch";
import { OfflineBar } from "@/components/console/offline-bar";
import { Providers } from "@/components/console/providers";
import { SideNav } from "@/components/console/side-nav";
import { Messages } from "@/components/messages";
import { LogoMark } from "@/components/ui/logo";
import { requireOperator } from "@/lib/gates/operator";
import { DIRECTION } from "@/lib/i18n/locales";
import { readTheme } from "@/lib/i18n/preferences";
import { readMode } from "@/lib/i18n/read-mode";
import { InboxBadge } from "./inbox-badge";
import { Palette } from "./palette/palette";
import { signOut } from "./sign-out";

export async function generateMetadata() {
  const t = await getTranslations("console");
  return {
    title: { default: t("title"), template: `%s · ${t("title")}` },
    robots: { index: false, follow: false },
  };
}

/** The console's frame: where one is, in which mode, and who one is. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const ctx = await requireOperator();
  const { operator, actor } = ctx;
  const [t, locale, theme, mode] = await Promise.all([
    getTranslations("console"),
    getLocale(),
    readTheme(),
    readMode(),
  ]);
  const nav = (
    <SideNav
      badges={{
        inbox: (
          <Suspense>
            <InboxBadge ctx={ctx} mode={mode} />
          </Suspense>
        ),
      }}
    />
  );
  return (
    <Messages of={["consolePalette"]}>
      <Providers direction={DIRECTION[locale]}>
        <div
          data-mode={mode}
          className={clsx(
            "min-h-dvh border-t-3 text-sm min-[900px]:grid min-[900px]:grid-cols-[14.5rem_1fr]",
            mode === "test" ? "border-t-warn" : "border-t-transparent",
          )}
        >
          <a
            href="#content"
            className="sr-only z-50 rounded-tile bg-surface px-4 py-2 shadow-float focus:not-sr-only focus:fixed focus:start-4 focus:top-2"
          >
            {t("skip")}
          </a>
          <aside
            className={clsx(
              "sticky top-0 h-dvh overflow-y-auto border-line border-e max-[900px]:hidden",
              mode === "test" ? "bg-warn-soft/40" : "bg-surface",
            )}
          >
            <Brand text={t("title")} />
            {nav}
          </aside>
          <div className="flex min-w-0 flex-col">
            <header
              className={clsx(
                "sticky top-0 z-30 flex h-13 items-center gap-2 border-line border-b px-4 sm:gap-3 sm:px-7",
                mode === "test" ? "bg-warn-soft" : "bg-surface",
              )}
            >
              <MobileNav>{nav}</MobileNav>
              <Palette
                role={actor.role}
                mode={mode}
                shortcuts={operator.preferences.shortcuts !== false}
              />
              <ModeSwitch mode={mode} />
              <Link
                href="/docs"
                prefetch={false}
                className="rounded-control px-2 py-1 text-ink-2 text-table hover:text-ink max-sm:hidden"
              >
                {t("help")}
              </Link>
              <AccountMenu
                name={operator.name}
                email={operator.email}
                role={actor.role}
                theme={theme}
                signOut={signOut}
              />
            </header>
            <OfflineBar />
            <main id="content" className="mx-auto w-full max-w-[80rem] grow px-4 py-6 sm:px-7">
              {children}
            </main>
          </div>
        </div>
        <FocusHeading />
      </Providers>
    </Messages>
  );
}

function Brand({ text }: { text: string }) {
  return (
    <Link
      href={"/admin" as Route}
      prefetch={false}
      className="flex h-13 items-center gap-2.5 px-5 font-bold"
    >
      <LogoMark className="size-6" />
      {text}
    </Link>
  );
}
