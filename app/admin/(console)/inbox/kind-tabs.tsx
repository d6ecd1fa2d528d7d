import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { TabsNav } from "@/components/ui/tabs-nav";
import type { OperatorContext } from "@/lib/gates/operator";
import { readMode } from "@/lib/i18n/read-mode";
import { countStuck } from "@/lib/inbox/count-stuck";
import { STUCK_KINDS, type StuckKind } from "@/lib/inbox/state";
import { StuckNumber } from "./stuck-number";

/** The kinds with how many there are of each; one that has none is there only while it is open. */
export async function KindTabs({
  ctx,
  kind,
}: {
  ctx: OperatorContext;
  kind: StuckKind | undefined;
}) {
  const [t, mode] = await Promise.all([getTranslations("consoleInbox"), readMode()]);
  const counts = await countStuck(ctx, { mode });
  const kinds = STUCK_KINDS.filter((one) => one === kind || counts[one].count > 0);
  if (kinds.length === 0) return null;
  return (
    <div className="mb-4">
      <TabsNav
        label={t("tabs")}
        tabs={(["all", ...kinds] as const).map((one) => ({
          href: (one === "all" ? "/admin/inbox" : `/admin/inbox?kind=${one}`) as Route,
          text: t(`kind.${one}`),
          current: one === (kind ?? "all"),
          count: <StuckNumber {...counts[one]} />,
        }))}
      />
    </div>
  );
}
