import { getTranslations } from "next-intl/server";
import { Messages } from "@/components/messages";
import { maskMerchantId } from "@/lib/apps/serialize";
import { env } from "@/lib/env";
import { requireOperator } from "@/lib/gates/operator";
import { can } from "@/lib/operators/state";
import { AppForm } from "../../app-form";
import { payWords } from "../../pay-words";
import { AppFacts } from "../app-facts";
import { AppHead } from "../app-head";
import { findAppView } from "../find-app-view";
import { DangerSection } from "./danger-section";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata() {
  const t = await getTranslations("consoleApps.tab");
  return { title: t("settings") };
}

/** What an app is, to change it; for those who may not, to read it. */
export default async function AppSettingsPage({ params }: Props) {
  const ctx = await requireOperator();
  const [t, { id }] = await Promise.all([getTranslations("consoleApps"), params]);
  const { app, merchantId } = await findAppView(ctx, id);
  const masked = merchantId === null ? null : maskMerchantId(merchantId);
  if (!can(ctx.actor.role, "write") || app.archivedAt) {
    return (
      <>
        <AppHead app={app} here="settings" />
        {!app.archivedAt && <p className="mb-4 text-ink-2 text-table">{t("readOnly")}</p>}
        <div className="max-w-2xl">
          <AppFacts app={app} maskedMerchant={masked} all />
        </div>
      </>
    );
  }
  return (
    <>
      <AppHead app={app} here="settings" />
      <Messages of={["consoleAppForm"]}>
        <AppForm
          app={{
            id: app.id,
            name: app.name,
            slug: app.slug,
            returnOrigins: app.returnOrigins,
            latePayment: app.latePayment,
            maskedMerchant: masked,
            descriptionPrefix: app.descriptionPrefix,
            branding: app.branding,
          }}
          hasSharedMerchant={env().ZARINPAL_MERCHANT_ID !== undefined}
          words={await payWords()}
          done={t("saved")}
        />
      </Messages>
      <DangerSection ctx={ctx} app={app} />
    </>
  );
}
