import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Card } from "@/components/ui/card";
import { LiveRefresh } from "@/components/ui/live-refresh";
import { BrokerError } from "@/lib/errors";
import { type OperatorContext, requireOperator } from "@/lib/gates/operator";
import { getTestPayment } from "@/lib/test-payments/get-test-payment";
import { isTestOver } from "@/lib/test-payments/test-payment-steps";
import { findAppView } from "../../find-app-view";
import { PayLink } from "../pay-link";
import { TestEnd } from "../test-end";
import { TestFacts } from "../test-facts";
import { TestHead } from "../test-head";
import { TestSteps } from "../test-steps";

type Props = { params: Promise<{ id: string; transactionId: string }> };

export async function generateMetadata() {
  const t = await getTranslations("consoleTestPayment");
  return { title: t("title") };
}

/** A test payment, followed step by step until nothing moves any more. */
export default async function FollowTestPage({ params }: Props) {
  const ctx = await requireOperator();
  const [t, { id, transactionId }] = await Promise.all([
    getTranslations("consoleTestPayment"),
    params,
  ]);
  const { app } = await findAppView(ctx, id);
  const detail = await find(ctx, { appId: app.id, transactionId });
  const isOver = isTestOver(detail.steps);
  return (
    <>
      {!isOver && <LiveRefresh everyMs={1000} />}
      <TestHead app={app} lead={isOver ? undefined : t("lead")} />
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <PayLink transaction={detail.transaction} />
          <Card className="p-5">
            <TestSteps detail={detail} />
          </Card>
          <TestEnd ctx={ctx} app={app} detail={detail} />
        </div>
        <aside>
          <TestFacts detail={detail} />
        </aside>
      </div>
    </>
  );
}

async function find(ctx: OperatorContext, name: { appId: string; transactionId: string }) {
  try {
    return await getTestPayment(ctx, name);
  } catch (error) {
    if (error instanceof BrokerError && error.code === "not_found") notFound();
    throw error;
  }
}
