import { useLocale, useTranslations } from "next-intl";
import { Code } from "@/components/format/code";
import { DocsTable, RowHead } from "./prose";

type Scenario = { number: number; fa: string; en: string };

/** The simulator's scripted faults and an amount that asks for each. */
export function ScenarioTable({ scenarios }: { scenarios: Record<string, Scenario> }) {
  const t = useTranslations("docs");
  const locale = useLocale();
  return (
    <DocsTable head={[t("scenarioNumber"), t("scenario"), t("scenarioAmount")]}>
      {Object.entries(scenarios).map(([name, scenario]) => {
        const number = String(scenario.number).padStart(2, "0");
        return (
          <tr key={name}>
            <RowHead>
              <Code>{number}</Code>
            </RowHead>
            <td className="text-ink-2">{scenario[locale]}</td>
            <td>
              <Code>{`177${number}0`}</Code>
            </td>
          </tr>
        );
      })}
    </DocsTable>
  );
}
