import { getTranslations } from "next-intl/server";
import { FilterChips } from "@/components/ui/filter-chips";
import { listApps } from "@/lib/apps/list-apps";
import type { Mode } from "@/lib/context";
import type { OperatorContext } from "@/lib/gates/operator";
import { RANGE_PRESETS } from "@/lib/time/tehran-days";
import { EVENT_TYPES } from "@/lib/webhooks/event-types";
import { listEndpoints } from "@/lib/webhooks/list-endpoints";
import { DELIVERY_STATUSES } from "@/lib/webhooks/state";
import type { Chosen } from "./read-query";

/** How many are offered; another one can still be named in the address. */
const CHOICES_MAX = 100;

/** The filters of the list of deliveries. */
export async function DeliveryFilterChips({
  ctx,
  mode,
  chosen,
}: {
  ctx: OperatorContext;
  mode: Mode;
  chosen: Chosen;
}) {
  const { tenantId } = ctx.actor;
  const [t, times, apps, { endpoints }] = await Promise.all([
    getTranslations("consoleWebhooks"),
    getTranslations("consoleTransactions"),
    listApps(ctx, { limit: CHOICES_MAX }),
    listEndpoints(ctx, { tenantId, mode, appId: chosen.app, limit: CHOICES_MAX }),
  ]);
  const appChoices = apps.rows.map(({ app }) => ({ value: app.id, text: app.name }));
  const endpointChoices = endpoints.map(({ id, url }) => ({ value: id, text: brief(url) }));
  const statusChoices = DELIVERY_STATUSES.map((value) => ({ value, text: t(`status.${value}`) }));
  const rangeChoices = RANGE_PRESETS.map((value) => ({ value, text: times(`range.${value}`) }));
  const typeChoices = EVENT_TYPES.map((value) => ({ value, text: value }));
  const shown = (value: string | undefined, choices: { value: string; text: string }[]) =>
    value === undefined ? null : (choices.find((one) => one.value === value)?.text ?? value);
  return (
    <FilterChips
      filters={[
        {
          kind: "choices",
          names: ["status"],
          label: t("state"),
          shown: shown(chosen.status, statusChoices),
          choices: statusChoices,
        },
        {
          kind: "choices",
          names: ["range"],
          label: t("time"),
          shown: shown(chosen.range, rangeChoices),
          choices: rangeChoices,
        },
        {
          kind: "choices",
          names: ["app"],
          label: t("app"),
          shown: shown(chosen.app, appChoices),
          choices: appChoices,
        },
        {
          kind: "choices",
          names: ["endpoint"],
          label: t("endpoint"),
          shown: shown(chosen.endpoint, endpointChoices),
          choices: endpointChoices,
        },
        {
          kind: "choices",
          names: ["type"],
          label: t("event"),
          shown: shown(chosen.type, typeChoices),
          choices: typeChoices,
        },
        {
          kind: "text",
          names: ["transaction"],
          label: t("transaction"),
          shown: chosen.transaction ?? null,
          hint: "trx_…",
        },
      ]}
    />
  );
}

const brief = (url: string) => url.replace(/^https?:\/\//, "").replace(/\/$/, "");
