import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { LocaleLinks } from "@/components/console/locale-links";
import { Providers } from "@/components/console/providers";
import { Messages } from "@/components/messages";
import { LogoMark } from "@/components/ui/logo";
import { DIRECTION } from "@/lib/i18n/locales";

export const metadata = { robots: { index: false, follow: false } };

/** The frame before one is inside: a name, one form, and the language. */
export default async function AuthLayout({ children }: { children: ReactNode }) {
  const [t, locale] = await Promise.all([getTranslations("site"), getLocale()]);
  return (
    <Messages of={["consoleSignIn"]}>
      <Providers direction={DIRECTION[locale]}>
        <div className="grid min-h-dvh place-items-center px-4 py-10">
          <div className="w-full max-w-sm">
            <p className="mb-6 flex items-center justify-center gap-2.5 font-bold text-lg">
              <LogoMark className="size-8" />
              {t("name")}
            </p>
            <main
              id="content"
              className="rounded-card border border-line bg-surface p-6 shadow-raised"
            >
              {children}
            </main>
            <LocaleLinks />
          </div>
        </div>
      </Providers>
    </Messages>
  );
}
