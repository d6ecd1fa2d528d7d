import { useLocale, useTranslations } from "next-intl";
import { Ago } from "@/components/format/ago";
import { Code } from "@/components/format/code";
import { Alert } from "@/components/ui/alert";
import { describeRefundFailure } from "@/lib/refunds/failure";
import type { Refund } from "@/lib/refunds/find-refund";

/** What the state means in plain words, and what comes next; nothing where there is nothing to add. */
export function RefundState({ refund, nowMs }: { refund: Refund; nowMs: number }) {
  const t = useTranslations("consoleRefunds");
  const locale = useLocale();
  const { status, exception, nextCheckAt } = refund;
  if (status === "succeeded") return null;
  const failure = describeRefundFailure(refund.failureCode, refund.failureReason);
  if (failure) {
    return (
      <Framed>
        <Alert tone="danger" title={locale === "fa" ? failure.message_fa : failure.message}>
          <p>
            {refund.failureCode && (
              <>{t.rich("code", { code: () => <Code>{failure.code}</Code> })} · </>
            )}
            {t("state.failed")}
          </p>
        </Alert>
      </Framed>
    );
  }
  if (exception) {
    return (
      <Framed>
        <Alert tone="danger" title={t("stateTitle.exception")}>
          {t(`state.${exception as "contradiction"}`)}
        </Alert>
      </Framed>
    );
  }
  const stage = stageOf(refund);
  const next = stage !== "sending" && nextCheckAt && nextCheckAt.getTime() > nowMs;
  return (
    <Framed>
      <Alert tone="info" title={t(`stateTitle.${stage}`)}>
        <p>{t(`state.${stage}`)}</p>
        {next && (
          <p className="mt-1 text-meta">
            {t.rich("nextLook", { ago: () => <Ago at={nextCheckAt} nowMs={nowMs} /> })}
          </p>
        )}
      </Alert>
    </Framed>
  );
}

const Framed = ({ children }: { children: React.ReactNode }) => (
  <div className="mb-6">{children}</div>
);

function stageOf({ status, sentAt, acceptedAt }: Refund) {
  if (status === "unknown") return "unknown" as const;
  if (acceptedAt) return "accepted" as const;
  return sentAt ? ("sending" as const) : ("queued" as const);
}
