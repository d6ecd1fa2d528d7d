"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import { CheckboxField, SelectField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { localDigits } from "@/lib/i18n/digits";
import {
  FIGURES,
  type Figures,
  LOCALES,
  type Locale,
  THEMES,
  type Theme,
} from "@/lib/i18n/locales";
import { DENSITIES, type Density } from "@/lib/operators/state";
import { saveDisplay } from "./actions";

const EXAMPLE_IN = { persian: "fa", latin: "en" } as const;

type Display = {
  locale: Locale;
  theme: Theme;
  figures: Figures;
  density: Density;
  shortcuts: boolean;
};

/** Language, digits, theme, density and shortcuts. Takes effect at once, without leaving the page. */
export function DisplayForm({ initial }: { initial: Display }) {
  const t = useTranslations("consoleSettings");
  const router = useRouter();
  return (
    <ActionForm
      action={saveDisplay}
      done={t("saved")}
      onDone={() => router.refresh()}
      guard
      className="grid gap-4 sm:grid-cols-2"
    >
      <SelectField name="locale" label={t("display.language")} defaultValue={initial.locale}>
        {LOCALES.map((locale) => (
          <option key={locale} value={locale} lang={locale}>
            {locale === "fa" ? "فارسی" : "English"}
          </option>
        ))}
      </SelectField>
      <SelectField
        name="figures"
        label={t("display.figures")}
        hint={t("display.figuresHint")}
        defaultValue={initial.figures}
      >
        {FIGURES.map((figures) => (
          <option key={figures} value={figures}>
            {t(`display.figuresOf.${figures}`)} ({localDigits("123", EXAMPLE_IN[figures])})
          </option>
        ))}
      </SelectField>
      <SelectField name="theme" label={t("display.theme")} defaultValue={initial.theme}>
        {THEMES.map((theme) => (
          <option key={theme} value={theme}>
            {t(`display.themeOf.${theme}`)}
          </option>
        ))}
      </SelectField>
      <SelectField
        name="density"
        label={t("display.density")}
        hint={t("display.densityHint")}
        defaultValue={initial.density}
      >
        {DENSITIES.map((density) => (
          <option key={density} value={density}>
            {t(`display.densityOf.${density}`)}
          </option>
        ))}
      </SelectField>
      <CheckboxField
        name="shortcuts"
        label={t("display.shortcuts")}
        hint={t("display.shortcutsHint")}
        defaultChecked={initial.shortcuts}
        className="sm:col-span-2"
      />
      <div className="sm:col-span-2">
        <SubmitButton>{t("save")}</SubmitButton>
      </div>
    </ActionForm>
  );
}
