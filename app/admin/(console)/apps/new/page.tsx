import { getTranslations } from "next-intl/server";
import { Forbidden } from "@/components/console/forbidden";
import { Messages } from "@/components/messages";
import { PageHeader } from "@/components/ui/page-header";
import { env } from "@/lib/env";
import { requireOperator } from "@/lib/gates/operator";
import { can } from "@/lib/operators/state";
import { AppForm } from "../app-form";
import { payWords } from "../pay-words";

export async function generateMetadata() {
  const t = await getTranslations("consoleApps");
  return { title: t("newTitle") };
}

/** Create an app. */
export default async function NewAppPage() {
  const { actor } = await requireOperator();
  const t = await getTranslations("consoleApps");
  return (
    <>
      <PageHeader
        crumbs={[{ href: "/admin/apps", text: t("title") }]}
        title={t("newTitle")}
        lead={t("newLead")}
      />
      {can(actor.role, "write") ? (
        <Messages of={["consoleAppForm"]}>
          <AppForm
            app={null}
            hasSharedMerchant={env().ZARINPAL_MERCHANT_ID !== undefined}
            words={await payWords()}
            done={t("created")}
          />
        </Messages>
      ) : (
        <Forbidden needs="admin" role={actor.role} />
      )}
    </>
  );
}
