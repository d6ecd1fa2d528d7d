import { useTranslations } from "next-intl";
import { CopyableId } from "@/components/format/copyable-id";
import { Digits } from "@/components/format/digits";
import { Time } from "@/components/format/time";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import { Section } from "@/components/ui/section";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { Attempt } from "@/lib/transactions/find-transaction";
import { ProviderName } from "../(list)/provider-name";

const TONES: Record<Attempt["status"], BadgeTone> = {
  requesting: "info",
  open: "warn",
  refused: "danger",
  lost: "warn",
  paid: "ok",
  unpaid: "neutral",
};

/** The sessions that were asked for at providers, newest first. One alone is told by the facts already. */
export function Attempts({ attempts }: { attempts: Attempt[] }) {
  const t = useTranslations("consoleTransaction");
  if (attempts.length < 2) return null;
  return (
    <Section title={t("attemptsTitle")}>
      <Table label={t("attemptsTitle")}>
        <thead>
          <tr>
            <Th>{t("attempt.column.status")}</Th>
            <Th>{t("attempt.column.provider")}</Th>
            <Th>{t("attempt.column.authority")}</Th>
            <Th number>{t("attempt.column.checks")}</Th>
            <Th>{t("attempt.column.time")}</Th>
          </tr>
        </thead>
        <tbody>
          {attempts.map((one) => (
            <Tr key={one.id}>
              <Td>
                <Badge tone={TONES[one.status]}>{t(`attempt.status.${one.status}`)}</Badge>
              </Td>
              <Td>
                <ProviderName>{one.provider}</ProviderName>
              </Td>
              <Td>
                {one.authority ? (
                  <CopyableId what={t("fact.authority")}>{one.authority}</CopyableId>
                ) : (
                  "—"
                )}
              </Td>
              <Td number>
                <Digits>{one.checks}</Digits>
              </Td>
              <Td>
                <Time at={one.createdAt} />
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
