import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { Messages } from "@/components/messages";
import { LiveRefresh } from "@/components/ui/live-refresh";
import { env } from "@/lib/env";
import { BrokerError } from "@/lib/errors";
import { type OperatorContext, requireOperator } from "@/lib/gates/operator";
import { readMode } from "@/lib/i18n/read-mode";
import { getTransactionStory } from "@/lib/transactions/get-transaction-story";
import { allowedActions } from "./allowed";
import { Attempts } from "./attempts";
import { Decide } from "./decide/decide";
import { Deliveries } from "./deliveries";
import { Head } from "./head";
import { isMoving } from "./is-moving";
import { Metadata } from "./metadata";
import { NoticeList } from "./notice-list";
import { noticesOf } from "./notices";
import { PaymentFacts } from "./payment-facts";
import { RefundButton } from "./refund/refund-button";
import { Refunds } from "./refunds";
import { RelatedTransactions } from "./related";
import { CardFacts, ShopperFacts } from "./shopper-facts";
import { TransactionActions } from "./transaction-actions";
import { TransactionTimeline } from "./transaction-timeline";

type Params = { params: Promise<{ id: string }> };

/** The title and the page ask for the same story. */
const readStory = cache(async (ctx: OperatorContext, id: string) => {
  try {
    return await getTransactionStory(ctx, id);
  } catch (error) {
    if (error instanceof BrokerError && error.code === "not_found") notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: Params) {
  const ctx = await requireOperator();
  const { transaction } = await readStory(ctx, (await params).id);
  const t = await getTranslations("consoleTransaction");
  // Isolated: an order's id must not turn the words around it.
  return { title: t("title", { order: `\u2066${transaction.orderId}\u2069` }) };
}

export default async function TransactionPage({ params }: Params) {
  const ctx = await requireOperator();
  const [story, shellMode] = await Promise.all([
    params.then(({ id }) => readStory(ctx, id)),
    readMode(),
  ]);
  const { transaction, attempt } = story;
  const now = new Date();
  const nowMs = now.getTime();
  const { PUBLIC_URL } = env();
  const links = {
    pay: `${PUBLIC_URL}/pay/${transaction.id}`,
    console: `${PUBLIC_URL}/admin/transactions/${transaction.id}`,
    returnUrl: transaction.returnUrl,
  };
  const may = allowedActions(story, ctx.actor.role, now);
  return (
    <>
      {isMoving(story, now) && <LiveRefresh everyMs={3000} />}
      <Head story={story} shellMode={shellMode}>
        <Messages of={["consoleTransactionAct"]}>
          <TransactionActions id={transaction.id} may={may} links={links}>
            {may.refund && (
              <RefundButton ctx={ctx} transactionId={transaction.id} mode={transaction.mode} />
            )}
          </TransactionActions>
        </Messages>
      </Head>
      <NoticeList notices={noticesOf(story, now)} nowMs={nowMs} />
      <Decide ctx={ctx} story={story} />
      <div className="grid gap-x-9 gap-y-8 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="flex min-w-0 flex-col gap-8">
          <TransactionTimeline entries={story.timeline} />
          <Refunds refunds={story.refunds} />
          <Deliveries story={story} nowMs={nowMs} />
          <Attempts attempts={story.attempts} />
        </div>
        <aside className="flex min-w-0 flex-col gap-8">
          <PaymentFacts story={story} />
          <CardFacts attempt={attempt} />
          <ShopperFacts transaction={transaction} />
          <RelatedTransactions story={story} />
          <Metadata metadata={transaction.metadata} />
        </aside>
      </div>
    </>
  );
}
