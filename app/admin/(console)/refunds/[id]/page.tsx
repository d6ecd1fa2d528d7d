import type { Route } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { Code } from "@/components/format/code";
import { Money, Rials } from "@/components/format/money";
import { ShortId } from "@/components/format/short-id";
import { Time } from "@/components/format/time";
import { Messages } from "@/components/messages";
import { RefundStatus } from "@/components/refund-status";
import { LiveRefresh } from "@/components/ui/live-refresh";
import { PageHeader } from "@/components/ui/page-header";
import { BrokerError } from "@/lib/errors";
import { type OperatorContext, requireOperator } from "@/lib/gates/operator";
import { can } from "@/lib/operators/state";
import { getRefund } from "@/lib/refunds/get-refund";
import { isSettleable } from "@/lib/refunds/is-settleable";
import { ApproveRefund } from "./approve-refund";
import { RecheckButton } from "./recheck-button";
import { RefundFacts } from "./refund-facts";
import { RefundHistory } from "./refund-history";
import { RefundState } from "./refund-state";
import { SettleRefund } from "./settle-refund";

type Props = { params: Promise<{ id: string }> };

/** The title and the page ask for the same refund. */
const readRefund = cache(async (ctx: OperatorContext, id: string) => {
  try {
    return await getRefund(ctx, id);
  } catch (error) {
    if (error instanceof BrokerError && error.code === "not_found") notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: Props) {
  const ctx = await requireOperator();
  const { refund } = await readRefund(ctx, (await params).id);
  const t = await getTranslations("consoleRefunds");
  // Isolated: an id must not turn the words around it.
  return { title: t("detailTitle", { id: `\u2066${refund.id}\u2069` }) };
}

/** One refund: where it stands, of which payment it is, and what happened to it. */
export default async function RefundPage({ params }: Props) {
  const ctx = await requireOperator();
  const [t, detail] = await Promise.all([
    getTranslations("consoleRefunds"),
    params.then(({ id }) => readRefund(ctx, id)),
  ]);
  const { refund, orderId, appName, transaction } = detail;
  const waits = refund.approval === "waiting" && refund.endedAt === null;
  const moving = refund.endedAt === null && refund.exception === null && !waits;
  const nowMs = Date.now();
  const asks = moving && refund.sentAt !== null && can(ctx.actor.role, "recheck");
  return (
    <>
      {moving && <LiveRefresh everyMs={2_000} />}
      <PageHeader
        crumbs={[{ href: "/admin/refunds", text: t("title") }]}
        title={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Money rials={refund.amountRials} compact />
            <Rials rials={refund.amountRials} className="font-normal text-ink-2 text-sm" />
            <RefundStatus refund={refund} />
          </span>
        }
        lead={
          <>
            {t.rich("ofPayment", {
              link: () => (
                <Link
                  href={`/admin/transactions/${transaction.id}` as Route}
                  prefetch={false}
                  className="text-brand hover:underline"
                >
                  <Code>{orderId}</Code>
                </Link>
              ),
            })}
            {" · "}
            <Money rials={transaction.amountRials} compact />
            {" · "}
            <bdi>{appName}</bdi>
            {" · "}
            <Time at={refund.createdAt} />
            {" · "}
            <ShortId>{refund.id}</ShortId>
          </>
        }
        actions={
          asks && (
            <Messages of={["consoleRefunds"]}>
              <RecheckButton id={refund.id} />
            </Messages>
          )
        }
      />
      {waits ? (
        <ApproveRefund ctx={ctx} refund={refund} />
      ) : (
        <RefundState refund={refund} nowMs={nowMs} />
      )}
      {isSettleable(refund, nowMs) && <SettleRefund id={refund.id} role={ctx.actor.role} />}
      <div className="grid gap-x-9 gap-y-8 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <RefundHistory detail={detail} />
        <RefundFacts detail={detail} />
      </div>
    </>
  );
}
