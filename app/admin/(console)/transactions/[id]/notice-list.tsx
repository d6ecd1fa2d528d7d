import clsx from "clsx";
import {
  CircleAlert,
  CircleHelp,
  Info,
  type LucideIcon,
  MessageSquareQuote,
  TriangleAlert,
} from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Ago } from "@/components/format/ago";
import { Code } from "@/components/format/code";
import { Time } from "@/components/format/time";
import { useWriting } from "@/components/format/use-writing";
import { localDigits } from "@/lib/i18n/digits";
import type { Notice } from "./notices";

const LOOKS: Record<Notice["tone"], { icon: LucideIcon; look: string }> = {
  danger: { icon: CircleAlert, look: "bg-danger-soft text-danger" },
  warn: { icon: TriangleAlert, look: "bg-warn-soft text-warn" },
  info: { icon: Info, look: "bg-info-soft text-info" },
  neutral: { icon: Info, look: "bg-neutral-soft text-neutral" },
};

/** The question mark is kept for what nobody knows yet. */
const UNKNOWN = new Set<Notice["kind"]>(["unknown", "refund_unknown"]);

/** What matters about a transaction, in plain words: why, whose doing, what comes next, what to tell. */
export function NoticeList({ notices, nowMs }: { notices: Notice[]; nowMs: number }) {
  if (notices.length === 0) return null;
  return (
    <div className="mb-6 flex flex-col gap-2">
      {notices.map((notice) => (
        <NoticeCard key={notice.kind} notice={notice} nowMs={nowMs} />
      ))}
    </div>
  );
}

function NoticeCard({ notice, nowMs }: { notice: Notice; nowMs: number }) {
  const t = useTranslations("consoleTransaction");
  const { kind, tone, party, code, leadsTo } = notice;
  const { look, icon } = LOOKS[tone];
  const Icon = UNKNOWN.has(kind) ? CircleHelp : icon;
  const tell = `notice.${kind}.tell` as "notice.unknown.tell";
  return (
    <section className={clsx("flex gap-3 rounded-card px-4 py-3 text-sm", look)}>
      <Icon aria-hidden className="mt-1 size-4 shrink-0" />
      <div className="flex min-w-0 grow flex-col gap-1">
        <h2 className="flex flex-wrap items-baseline gap-x-3 text-sm leading-relaxed">
          <span className="font-[650]">{t(`notice.${kind}.title`)}</span>
          {party && (
            <span className="text-meta">{t("notice.causeIs", { party: t(`party.${party}`) })}</span>
          )}
          {code && kind !== "exception_other" && <Code className="text-meta">{code}</Code>}
        </h2>
        <Said notice={notice} />
        <p>
          <Words notice={notice} nowMs={nowMs} />
        </p>
        {t.has(tell) && (
          <p className="flex gap-2 text-table">
            <MessageSquareQuote aria-hidden className="mt-1 size-3.5 shrink-0" />
            <span>{t.rich("notice.tellIs", { say: () => <q>{t(tell)}</q> })}</span>
          </p>
        )}
        {leadsTo && (
          <p>
            <Link
              href={hrefOf(leadsTo)}
              prefetch={false}
              className="font-[550] underline underline-offset-4"
            >
              {t("transactionId" in leadsTo ? "notice.seePaid" : "notice.seeDelivery")}
            </Link>
          </p>
        )}
      </div>
    </section>
  );
}

/** What the provider said, in its code and words, or why nothing certain came. */
function Said({ notice: { said, why } }: { notice: Notice }) {
  const t = useTranslations("consoleTransaction");
  const locale = useLocale();
  const reason = `why.${why}` as "why.timeout";
  if (!said) return why && t.has(reason) ? <p>{t(reason)}.</p> : null;
  return (
    <p>
      <span className="me-2 whitespace-nowrap rounded-control border border-current/30 px-1.5 text-meta">
        {t.rich("notice.code", { code: () => <Code className="font-[650]">{said.code}</Code> })}
      </span>
      <bdi>{said[locale]}</bdi>
      {why && t.has(reason) && ` ${t(reason)}.`}
    </p>
  );
}

function Words({ notice, nowMs }: { notice: Notice; nowMs: number }) {
  const t = useTranslations("consoleTransaction");
  const writing = useWriting();
  const { kind, at, next, tries = 0, code = "" } = notice;
  const inWords = {
    tries: localDigits(String(tries), writing),
    time: () => at && <Time at={at} />,
    ago: () => next && <Ago at={next} nowMs={nowMs} />,
    code: () => <Code>{code}</Code>,
  };
  if (kind === "webhook_retrying" && !next)
    return t.rich("notice.webhook_retrying.textNow", inWords);
  const text = t.rich(`notice.${kind}.text`, inWords);
  if (kind !== "unknown") return text;
  return (
    <>
      {text}{" "}
      <span className="font-[650]">
        {next ? t.rich("notice.unknown.next", inWords) : t("notice.unknown.asking")}.
      </span>
    </>
  );
}

function hrefOf(to: NonNullable<Notice["leadsTo"]>): Route {
  return (
    "transactionId" in to
      ? `/admin/transactions/${to.transactionId}`
      : `/admin/webhooks/${to.deliveryId}`
  ) as Route;
}
