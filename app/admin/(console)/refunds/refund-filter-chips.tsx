import { getTranslations } from "next-intl/server";
import { FilterChips } from "@/components/ui/filter-chips";
import { listApps } from "@/lib/apps/list-apps";
import type { OperatorContext } from "@/lib/gates/operator";
import { type Chosen, STATUS_CHOICES } from "./read-query";

/** How many are offered; another one can still be named in the address. */
const CHOICES_MAX = 100;

/** The filters of the list of refunds. */
export async function RefundFilterChips({ ctx, chosen }: { ctx: OperatorContext; chosen: Chosen }) {
  const [t, statuses, apps] = await Promise.all([
    getTranslations("consoleRefunds"),
    getTranslations("refundStatus"),
    listApps(ctx, { limit: CHOICES_MAX }),
  ]);
  const appChoices = apps.rows.map(({ app }) => ({ value: app.id, text: app.name }));
  return (
    <FilterChips
      filters={[
        {
          kind: "choices",
          names: ["status"],
          label: t("filter.status"),
          shown: chosen.status ? statuses(chosen.status) : null,
          choices: STATUS_CHOICES.map((value) => ({ value, text: statuses(value) })),
        },
        {
          kind: "choices",
          names: ["app"],
          label: t("filter.app"),
          shown: chosen.app
            ? (appChoices.find(({ value }) => value === chosen.app)?.text ?? chosen.app)
            : null,
          choices: appChoices,
        },
      ]}
    />
  );
}
