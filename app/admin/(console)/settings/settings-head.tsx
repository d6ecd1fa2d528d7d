import type { Route } from "next";
import { useTranslations } from "next-intl";
import { PageHeader } from "@/components/ui/page-header";
import { TabsNav } from "@/components/ui/tabs-nav";

const TABS = {
  profile: "/admin/settings",
  security: "/admin/settings/security",
  refunds: "/admin/settings/refunds",
  tokens: "/admin/settings/tokens",
  deployment: "/admin/settings/deployment",
} as const;
export type SettingsTab = keyof typeof TABS;

/** The head of each settings page: one's own account first, then the deployment's. */
export function SettingsHead({ tab }: { tab: SettingsTab }) {
  const t = useTranslations("consoleSettings");
  return (
    <>
      <PageHeader title={t("title")} />
      <div className="-mt-3 mb-2">
        <TabsNav
          label={t("tabs")}
          tabs={(Object.keys(TABS) as SettingsTab[]).map((key) => ({
            href: TABS[key] as Route,
            text: t(`tab.${key}`),
            current: key === tab,
          }))}
        />
      </div>
    </>
  );
}
