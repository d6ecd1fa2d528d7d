import { getTranslations } from "next-intl/server";
import { Forbidden } from "@/components/console/forbidden";
import { Messages } from "@/components/messages";
import { requireOperator } from "@/lib/gates/operator";
import { can } from "@/lib/operators/state";
import { getApprovalLimit } from "@/lib/refunds/get-approval-limit";
import { SettingsHead } from "../settings-head";
import { SettingsPart } from "../settings-part";
import { LimitForm } from "./limit-form";

export async function generateMetadata() {
  const t = await getTranslations("consoleSettings");
  return { title: `${t("tab.refunds")} · ${t("title")}` };
}

/** Who may give money back alone, and up to how much. Owners only. */
export default async function RefundSettingsPage() {
  const ctx = await requireOperator();
  const t = await getTranslations("consoleSettings");
  const { role } = ctx.actor;
  const limit = can(role, "manage") ? await getApprovalLimit(ctx) : null;
  return (
    <Messages of={["consoleSettings"]}>
      <SettingsHead tab="refunds" />
      {can(role, "manage") ? (
        <SettingsPart title={t("refunds.title")} text={t("refunds.text")}>
          <LimitForm limitRials={limit === null ? null : String(limit)} />
        </SettingsPart>
      ) : (
        <Forbidden needs="owner" role={role} />
      )}
    </Messages>
  );
}
