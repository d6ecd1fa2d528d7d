import { ScrollText } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Pager } from "@/components/ui/pager";
import { Table, Th } from "@/components/ui/table";
import { listAudit } from "@/lib/audit/list-audit";
import type { OperatorContext } from "@/lib/gates/operator";
import { AuditRow } from "./audit-row";
import { auditHref, type Chosen, filtersOf } from "./read-query";

const PAGE_ROWS = 50;

/** One page of the audit, with the ways to older and newer ones. */
export async function AuditList({ ctx, chosen }: { ctx: OperatorContext; chosen: Chosen }) {
  const filters = filtersOf(chosen, new Date());
  const [t, { rows, older, newer }] = await Promise.all([
    getTranslations("consoleAudit"),
    listAudit(ctx, { ...filters, limit: PAGE_ROWS }),
  ]);
  if (rows.length === 0) {
    const narrowed = Object.keys(filters).length > 0;
    return (
      <EmptyState
        icon={ScrollText}
        title={t(narrowed ? "emptyFiltered" : "empty")}
        action={
          narrowed && (
            <Link href={"/admin/audit" as Route} className={buttonClass()}>
              {t("showAll")}
            </Link>
          )
        }
      >
        {t(narrowed ? "emptyFilteredText" : "emptyText")}
      </EmptyState>
    );
  }
  const href = (place: { after?: string; before?: string }) => auditHref(chosen, place) as Route;
  return (
    <>
      <Table label={t("title")}>
        <thead>
          <tr>
            <Th className="max-md:hidden">{t("when")}</Th>
            <Th className="max-md:hidden">{t("who")}</Th>
            <Th>{t("what")}</Th>
            <Th className="max-md:hidden">{t("entity")}</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((entry) => (
            <AuditRow key={entry.id} entry={entry} />
          ))}
        </tbody>
      </Table>
      <Pager
        previous={newer ? href({ before: newer }) : null}
        next={older ? href({ after: older }) : null}
      />
    </>
  );
}
