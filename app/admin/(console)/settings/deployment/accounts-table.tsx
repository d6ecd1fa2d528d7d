import { useTranslations } from "next-intl";
import { Digits } from "@/components/format/digits";
import { Time } from "@/components/format/time";
import { Badge } from "@/components/ui/badge";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { listAccounts } from "@/lib/deployment/list-accounts";

/** The merchant accounts that payments may go to, with the last characters to know them by. */
export function AccountsTable({
  accounts,
}: {
  accounts: Awaited<ReturnType<typeof listAccounts>>;
}) {
  const t = useTranslations("consoleSettings.provider");
  const shared = useTranslations("console");
  return (
    <div className="mt-6">
      <h3 className="mb-2 font-[550] text-table">{t("accounts")}</h3>
      <Table label={t("accounts")}>
        <thead>
          <tr>
            <Th>{t("account")}</Th>
            <Th>{t("mode")}</Th>
            <Th>{t("usedBy")}</Th>
            <Th>{t("since")}</Th>
          </tr>
        </thead>
        <tbody>
          {accounts.map(({ id, label, mode, sharedAt, apps, createdAt }) => (
            <Tr key={id}>
              <Td>
                <bdi>{label}</bdi>
              </Td>
              <Td>
                <Badge tone={mode === "test" ? "warn" : "ok"}>{shared(`mode.${mode}`)}</Badge>
              </Td>
              <Td>
                <UsedBy shared={sharedAt !== null} apps={apps} />
              </Td>
              <Td>
                <Time at={createdAt} style="short" />
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

function UsedBy({ shared, apps }: { shared: boolean; apps: number }) {
  const t = useTranslations("consoleSettings.provider");
  if (shared) return t("shared");
  if (apps <= 1) return t(apps === 0 ? "noApps" : "oneApp");
  return t.rich("apps", { n: () => <Digits>{apps}</Digits> });
}
