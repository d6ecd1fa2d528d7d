import { getLocale, getTranslations } from "next-intl/server";
import { LOCALES, THEMES } from "@/lib/i18n/locales";
import { readTheme } from "@/lib/i18n/preferences";
import { ChoiceLinks } from "./choice-links";

const LANGUAGE_NAMES = { fa: "فارسی", en: "English" } as const;

/** The end of every public page, with the two choices a visitor has. */
export async function SiteFooter() {
  const [t, locale, theme] = await Promise.all([getTranslations("site"), getLocale(), readTheme()]);
  return (
    <footer className="mt-auto border-line border-t">
      <div className="mx-auto flex max-w-6xl flex-wrap items-center gap-x-8 gap-y-3 px-4 py-6 text-ink-3 text-meta sm:px-7">
        <p className="me-auto">{t("footer")}</p>
        <ChoiceLinks
          label={t("language")}
          name="lang"
          current={locale}
          options={LOCALES.map((value) => ({ value, text: LANGUAGE_NAMES[value], lang: value }))}
        />
        <ChoiceLinks
          label={t("theme")}
          name="theme"
          current={theme}
          options={THEMES.map((value) => ({ value, text: t(value) }))}
        />
      </div>
    </footer>
  );
}
