import { getLocale, getTranslations } from "next-intl/server";
import { Messages } from "@/components/messages";
import { requireOperator } from "@/lib/gates/operator";
import { readFigures, readTheme } from "@/lib/i18n/preferences";
import { DisplayForm } from "./display-form";
import { ProfileForm } from "./profile-form";
import { SettingsHead } from "./settings-head";
import { SettingsPart } from "./settings-part";

export async function generateMetadata() {
  const t = await getTranslations("consoleSettings");
  return { title: t("title") };
}

/** Who one is here, and how one likes to see things. */
export default async function ProfilePage() {
  const { operator, actor } = await requireOperator();
  const [t, locale, theme] = await Promise.all([
    getTranslations("consoleSettings"),
    getLocale(),
    readTheme(),
  ]);
  const { density = "default", shortcuts = true, figures } = operator.preferences;
  // English writes Latin figures whatever is chosen: what is chosen for Persian is in the row.
  const shown = figures ?? (await readFigures("fa"));
  return (
    <Messages of={["consoleSettings"]}>
      <SettingsHead tab="profile" />
      <SettingsPart title={t("profile.title")} text={t("profile.text")}>
        <ProfileForm name={operator.name} email={operator.email} role={actor.role} />
      </SettingsPart>
      <SettingsPart title={t("display.title")} text={t("display.text")}>
        <DisplayForm initial={{ locale, theme, figures: shown, density, shortcuts }} />
      </SettingsPart>
    </Messages>
  );
}
