import "./globals.css";
import clsx from "clsx";
import type { Metadata, Viewport } from "next";
import localFont from "next/font/local";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getMessages, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { DIRECTION } from "@/lib/i18n/locales";
import { readTheme } from "@/lib/i18n/preferences";

const vazirmatn = localFont({
  src: "../public/fonts/vazirmatn-fa-latn.woff2",
  weight: "100 900",
  display: "swap",
  variable: "--font-vazirmatn",
});
const jetbrains = localFont({
  src: "../public/fonts/jetbrains-mono-latin.woff2",
  weight: "100 800",
  display: "swap",
  preload: false,
  variable: "--font-jetbrains",
});

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("site");
  return { title: { default: `${t("name")} · ${t("tagline")}`, template: `%s · ${t("name")}` } };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f9fafc" },
    { media: "(prefers-color-scheme: dark)", color: "#0c0e14" },
  ],
};

/** The one root layout: language, direction and theme are decided here, on the server. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, theme, { site, failure, format }] = await Promise.all([
    getLocale(),
    readTheme(),
    getMessages(),
  ]);
  return (
    <html
      lang={locale}
      dir={DIRECTION[locale]}
      className={clsx(vazirmatn.variable, jetbrains.variable, theme !== "system" && theme)}
    >
      <body>
        <NextIntlClientProvider messages={{ site, failure, format }}>
          {children}
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
