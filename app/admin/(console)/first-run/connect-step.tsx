import { Check, LoaderCircle } from "lucide-react";
import { useTranslations } from "next-intl";
import { curlRequest, firstPayment } from "@/components/docs/samples";
import { CodeBlock } from "@/components/ui/code-block";
import { env } from "@/lib/env";
import { SnippetTabs } from "./snippet-tabs";
import { StepCard, type StepProps } from "./step-card";

/** Code that is ready but for the secret, and a look-out for its first request. */
export function ConnectStep({ steps, app, testKey }: StepProps) {
  const t = useTranslations("consoleFirstRun");
  const { PUBLIC_URL: base } = env();
  const site = {
    key: testKey?.publicId ?? "",
    secret: "fps_test_…",
    returnUrl: `${app?.returnOrigins[0]}/return`,
  };
  return (
    <StepCard number={3} state={steps.connect} title={t("connect")}>
      {testKey && (
        <div className="flex flex-col gap-3">
          <p className="text-ink-2 text-table">{t("connectText")}</p>
          <SnippetTabs
            label={t("snippet")}
            names={["Node", "curl"]}
            panels={[
              <CodeBlock key="node" title="first-payment.mjs" code={firstPayment(base, site)} />,
              <CodeBlock key="curl" title="pay.sh" code={curlRequest(base, site)} />,
            ]}
          />
          <p className="text-ink-2 text-meta">
            {t.rich("sdkFile", {
              link: () => (
                <a
                  href="/sdk/flatpay.mjs"
                  download
                  dir="ltr"
                  className="font-mono text-brand underline underline-offset-4"
                >
                  flatpay.mjs
                </a>
              ),
            })}
          </p>
          {steps.payment !== "done" && <FirstRequest hasCome={testKey.lastUsedAt !== null} />}
        </div>
      )}
    </StepCard>
  );
}

/** Whether the site was heard of yet; the page around looks again by itself. */
function FirstRequest({ hasCome }: { hasCome: boolean }) {
  const t = useTranslations("consoleFirstRun");
  return (
    <>
      <p
        role="status"
        className={`flex items-center gap-2 text-table ${hasCome ? "text-ok" : "text-ink-2"}`}
      >
        {hasCome ? (
          <Check aria-hidden className="size-4" />
        ) : (
          <LoaderCircle aria-hidden className="size-4 animate-spin text-ink-3" />
        )}
        {t(hasCome ? "connectDone" : "connectWaiting")}
      </p>
      {!hasCome && <p className="text-ink-3 text-meta">{t("connectLater")}</p>}
    </>
  );
}
