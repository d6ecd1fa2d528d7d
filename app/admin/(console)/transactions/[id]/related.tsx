import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Money } from "@/components/format/money";
import { Time } from "@/components/format/time";
import { useWriting } from "@/components/format/use-writing";
import { TransactionStatus } from "@/components/transaction-status";
import { Fact, Facts } from "@/components/ui/facts";
import { Section } from "@/components/ui/section";
import { localDigits } from "@/lib/i18n/digits";
import { type ConsoleFilters, NO_FILTERS } from "@/lib/transactions/console/schema";
import { toQuery } from "@/lib/transactions/console/serialize";
import { RELATED_MAX } from "@/lib/transactions/find-related";
import type { TransactionStory } from "@/lib/transactions/get-transaction-story";

/** The other tries at this order, and the way to what else came from the same card and mobile. */
export function RelatedTransactions({ story }: { story: TransactionStory }) {
  const t = useTranslations("consoleTransaction.related");
  const title = useTranslations("consoleTransaction")("relatedTitle");
  const { related, transaction, attempt } = story;
  const { mode, payerMobile } = transaction;
  const pan = attempt?.cardPan ?? null;
  return (
    <Section title={title}>
      <div className="mb-1 text-ink-2 text-table">{t("order")}</div>
      {related.order.length === 0 ? (
        <p className="text-table">{t("orderNone")}</p>
      ) : (
        <ul className="flex flex-col gap-1">
          {related.order.map((one) => (
            <li key={one.id}>
              <Link
                href={`/admin/transactions/${one.id}` as Route}
                prefetch={false}
                className="-mx-2 flex flex-wrap items-center gap-x-2 gap-y-1 rounded-control px-2 py-1.5 text-table hover:bg-sunken"
              >
                <TransactionStatus status={one.status} />
                <Money rials={one.amountRials} compact />
                <span className="ms-auto text-ink-2 text-meta">
                  <Time at={one.createdAt} />
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {(related.card !== null || related.mobile !== null) && (
        <div className="mt-2">
          <Facts>
            {pan !== null && related.card !== null && (
              <Fact name={t("sameCard")}>
                <Others count={related.card} mode={mode} filters={{ q: pan }} />
              </Fact>
            )}
            {payerMobile !== null && related.mobile !== null && (
              <Fact name={t("sameMobile")}>
                <Others count={related.mobile} mode={mode} filters={{ mobile: payerMobile }} />
              </Fact>
            )}
          </Facts>
        </div>
      )}
    </Section>
  );
}

function Others({
  count,
  mode,
  filters,
}: {
  count: number;
  mode: string;
  filters: Partial<ConsoleFilters>;
}) {
  const t = useTranslations("consoleTransaction.related");
  const writing = useWriting();
  if (count === 0) return <span className="text-ink-2">{t("none")}</span>;
  const n = localDigits(String(count), writing);
  const query = toQuery({ ...NO_FILTERS, ...filters });
  return (
    <Link
      href={`/admin/transactions?${query}&mode=${mode}` as Route}
      prefetch={false}
      className="text-brand hover:underline"
    >
      {t(count < RELATED_MAX ? "others" : "othersMore", { n })}
    </Link>
  );
}
