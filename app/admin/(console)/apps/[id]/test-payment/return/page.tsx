import type { Route } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Code } from "@/components/format/code";
import { Alert } from "@/components/ui/alert";
import { buttonClass } from "@/components/ui/button";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { requireOperator } from "@/lib/gates/operator";
import { isId } from "@/lib/ids/mint-id";
import { checkTestReturn } from "@/lib/test-payments/check-test-return";
import { findAppView } from "../../find-app-view";
import { TestHead } from "../test-head";

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata() {
  const t = await getTranslations("consoleTestPayment");
  return { title: t("returnPageTitle") };
}

/** Where the shopper of a test payment comes back: what a site would get, and whether it is genuine. */
export default async function TestReturnPage({ params, searchParams }: Props) {
  const ctx = await requireOperator();
  const [t, { id }, given] = await Promise.all([
    getTranslations("consoleTestPayment"),
    params,
    searchParams,
  ]);
  const { app } = await findAppView(ctx, id);
  // A parameter that came twice must be seen twice.
  const query = new URLSearchParams(
    Object.entries(given).flatMap(([name, value]) =>
      [value ?? []].flat().map((one): [string, string] => [name, one]),
    ),
  );
  const checked = await checkTestReturn(ctx, app.id, query);
  const transactionId = query.get("transaction_id") ?? "";
  return (
    <>
      <TestHead app={app} title={t("returnPageTitle")} lead={t("returnPageLead")} />
      {!checked ? (
        <p className="text-ink-2">{t("returnEmpty")}</p>
      ) : (
        <div className="flex max-w-3xl flex-col gap-5">
          {checked.fault === null ? (
            <Alert tone="ok" title={t("returnValid")}>
              {t("returnValidText")}
            </Alert>
          ) : (
            <Alert tone="danger" title={t("returnInvalid")}>
              {t(`returnReason.${checked.fault}`)} {t("returnInvalidText")}
            </Alert>
          )}
          {isId("transaction", transactionId) && (
            <div className="flex flex-wrap items-center gap-3">
              <Link
                href={`/admin/apps/${app.id}/test-payment/${transactionId}` as Route}
                className={buttonClass({ tone: "primary" })}
              >
                {t("follow")}
              </Link>
              <p className="text-ink-2 text-table">{t("followElsewhere")}</p>
            </div>
          )}
          <Table label={t("returnParameters")}>
            <thead>
              <tr>
                <Th>{t("returnParameter")}</Th>
                <Th>{t("returnValue")}</Th>
              </tr>
            </thead>
            <tbody>
              {checked.parameters.map(({ name, value }) => (
                <Tr key={name}>
                  <Td>
                    <Code>{name}</Code>
                  </Td>
                  <Td className="w-full">
                    <Code className="whitespace-normal break-all">{value}</Code>
                  </Td>
                </Tr>
              ))}
            </tbody>
          </Table>
          <p className="text-ink-2 text-table">{t("returnShip")}</p>
        </div>
      )}
    </>
  );
}
