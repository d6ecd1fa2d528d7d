import { useTranslations } from "next-intl";
import { Code } from "@/components/format/code";
import { Digits } from "@/components/format/digits";
import { Duration } from "@/components/format/duration";
import { Time } from "@/components/format/time";
import { Badge } from "@/components/ui/badge";
import type { Deployment } from "@/lib/deployment/describe-deployment";
import { CLOCK_WINDOW_SECONDS } from "@/lib/signing/fp1";
import { FactList } from "./fact-list";

/** From here on clocks disagree enough to refuse signatures and to misplace times. */
const CLOCK_OFF_MS = 5_000;

/** What runs here, since when, on which database, and whether the clocks agree. */
export function RuntimeFacts({ runtime, settings }: Deployment) {
  const t = useTranslations("consoleSettings.runtime");
  const { migrations, clockAheadMs } = runtime;
  const clockOff = Math.abs(clockAheadMs) > CLOCK_OFF_MS;
  return (
    <FactList
      facts={[
        { name: t("version"), value: <Code>{runtime.version}</Code> },
        { name: t("node"), value: <Code>{runtime.node}</Code> },
        {
          name: t("database"),
          value: (
            <span className="flex flex-wrap gap-x-3">
              <Code>{`PostgreSQL ${runtime.postgres}`}</Code>
              <Code>{runtime.database}</Code>
            </span>
          ),
          variables: ["DATABASE_URL"],
        },
        {
          name: t("migrations"),
          value: (
            <span className="flex flex-wrap items-center gap-2">
              {t.rich("applied", { n: () => <Digits>{migrations.applied}</Digits> })}
              <Badge tone={migrations.pending ? "danger" : "ok"}>
                {t(migrations.pending ? "pending" : "upToDate")}
              </Badge>
            </span>
          ),
        },
        { name: t("started"), value: <Time at={runtime.startedAt} style="stamp" /> },
        { name: t("zone"), value: <Code>Asia/Tehran</Code>, hint: t("zoneHint") },
        {
          name: t("clock"),
          value: (
            <span className="flex flex-wrap items-center gap-2">
              <Duration ms={Math.abs(clockAheadMs)} />
              {clockOff && <Badge tone="danger">{t("clockOff")}</Badge>}
            </span>
          ),
          hint: t.rich("clockHint", { n: () => <Digits>{CLOCK_WINDOW_SECONDS}</Digits> }),
        },
        { name: t("log"), value: <Code>{settings.logLevel}</Code>, variables: ["LOG_LEVEL"] },
      ]}
    />
  );
}
