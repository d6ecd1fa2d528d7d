import { ChevronRight } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Code } from "@/components/format/code";
import { Money, Rials } from "@/components/format/money";
import { ShortId } from "@/components/format/short-id";
import { useWriting } from "@/components/format/use-writing";
import { TransactionStatus } from "@/components/transaction-status";
import { Badge } from "@/components/ui/badge";
import { DirIcon } from "@/components/ui/dir-icon";
import type { Mode } from "@/lib/context";
import { describeTime, formatTime } from "@/lib/time/format-time";
import type { TransactionStory } from "@/lib/transactions/get-transaction-story";

/** How much, how it stands, whose and when; what may be done about it. */
export function Head({
  story,
  shellMode,
  children,
}: {
  story: TransactionStory;
  /** What the console around shows: a transaction of the other mode says so. */
  shellMode: Mode;
  children: ReactNode;
}) {
  const t = useTranslations("consoleTransaction");
  const shell = useTranslations("console");
  const writing = useWriting();
  const { transaction, app } = story;
  const { id, mode, status, amountRials, refundedRials, createdAt, orderId } = transaction;
  const refunded = refundedRials > 0n;
  return (
    <header className="mb-6 flex flex-wrap items-end gap-x-4 gap-y-3 border-line border-b pb-5">
      <div className="min-w-0 grow">
        <ol className="mb-1 flex flex-wrap items-center gap-1 text-ink-2 text-meta">
          <li className="flex items-center gap-1">
            <Link
              href={"/admin/transactions" as Route}
              prefetch={false}
              className="hover:text-ink hover:underline"
            >
              {shell("place.transactions")}
            </Link>
            <DirIcon icon={ChevronRight} className="size-3.5 text-ink-3" />
          </li>
          <li aria-current="page">
            <ShortId>{id}</ShortId>
          </li>
        </ol>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 tabIndex={-1} className="flex flex-wrap items-baseline gap-x-3 outline-none">
            <Money
              rials={amountRials}
              compact
              className="font-bold text-[1.75rem] leading-snug [&_bdi>span]:text-base"
            />
            <Rials rials={amountRials} className="font-normal text-ink-2 text-sm" />
          </h1>
          <span className="flex flex-wrap items-center gap-1.5">
            <TransactionStatus status={status} />
            {transaction.exception && <Badge tone="danger">{t("needsOperator")}</Badge>}
            {transaction.lateAt && <Badge tone="warn">{t("late")}</Badge>}
            {refunded && (
              <Badge tone="refund">
                {t(refundedRials === amountRials ? "refundedAll" : "refundedPart")}
              </Badge>
            )}
            {mode !== shellMode && (
              <Badge tone={mode === "test" ? "warn" : "ok"}>{shell(`mode.${mode}`)}</Badge>
            )}
          </span>
        </div>
        <p className="mt-1 text-ink-2 text-table">
          {t.rich("order", { id: () => <Code className="break-all">{orderId}</Code> })}
          {" · "}
          <Link
            href={`/admin/apps/${app.id}` as Route}
            prefetch={false}
            className="hover:text-ink hover:underline"
          >
            <bdi>{app.name}</bdi>
          </Link>
          {" · "}
          <time dateTime={createdAt.toISOString()} title={describeTime(createdAt, writing)}>
            {t("at", {
              day: formatTime(createdAt, writing, "day"),
              clock: formatTime(createdAt, writing, "minute"),
            })}
          </time>
        </p>
      </div>
      {children}
    </header>
  );
}
