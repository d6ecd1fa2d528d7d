import { getTranslations } from "next-intl/server";
import { Digits } from "@/components/format/digits";
import { Messages } from "@/components/messages";
import { LiveRefresh } from "@/components/ui/live-refresh";
import { PageHeader } from "@/components/ui/page-header";
import { getFirstRun } from "@/lib/apps/get-first-run";
import { env } from "@/lib/env";
import { requireOperator } from "@/lib/gates/operator";
import { KeyReveal } from "../apps/[id]/keys/key-reveal";
import { AppStep } from "./app-step";
import { CallbackHint } from "./callback-hint";
import { ConnectStep } from "./connect-step";
import { findLastTest } from "./find-last-test";
import { Finished } from "./finished";
import { KeyStep } from "./key-step";
import { PaymentStep } from "./payment-step";
import { stepsOf } from "./steps-of";

const MOVING_MS = 1000;
const WAITING_MS = 3000;

/**
 * From nothing to the first paid payment, on one page: each step is done where it stands. What is done
 * is told by the data, so it goes on wherever and by whomever it was left.
 */
export async function FirstRun() {
  const ctx = await requireOperator();
  const [t, state] = await Promise.all([getTranslations("consoleFirstRun"), getFirstRun(ctx)]);
  const { app, key, paidId } = state;
  const steps = stepsOf(state);
  const lastTest = await findLastTest(ctx, state);
  const done = Object.values(steps).filter((step) => step === "done").length;
  const total = Object.keys(steps).length;
  const isMoving = lastTest?.isMoving ?? false;
  const given = { ctx, steps, app, testKey: key, lastTest };
  const page = (
    <>
      {isMoving ? (
        <LiveRefresh everyMs={MOVING_MS} />
      ) : (
        key && !paidId && <LiveRefresh everyMs={WAITING_MS} />
      )}
      <PageHeader
        title={t("heading")}
        lead={t("lead")}
        actions={
          <p className="text-ink-2 text-table">
            {t.rich("progress", {
              done: () => <Digits>{done}</Digits>,
              total: () => <Digits>{total}</Digits>,
            })}
          </p>
        }
      />
      <ol className="flex max-w-3xl flex-col gap-4">
        <AppStep {...given} />
        <KeyStep {...given} />
        <ConnectStep {...given} />
        <PaymentStep {...given} />
      </ol>
      {app && paidId && <Finished app={app} paidId={paidId} />}
      <CallbackHint />
    </>
  );
  if (!app) return <Messages of={["consoleAppForm", "consoleFirstRun"]}>{page}</Messages>;
  const site = { baseUrl: env().PUBLIC_URL, returnUrl: `${app.returnOrigins[0]}/return` };
  return (
    <Messages of={["consoleKeys", "consoleTestPayment", "consoleFirstRun"]}>
      <KeyReveal site={site}>{page}</KeyReveal>
    </Messages>
  );
}
