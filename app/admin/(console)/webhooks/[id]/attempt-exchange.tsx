import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Code } from "@/components/format/code";
import { useWriting } from "@/components/format/use-writing";
import { CopyButton } from "@/components/ui/copy-button";
import { formatCount } from "@/lib/i18n/format-number";
import type { DeliveryDetail } from "@/lib/webhooks/serialize";
import { ResponseBody } from "../response-body";
import { CopyText } from "./copy-text";
import { curlOf } from "./curl-of";
import { HeadersList } from "./headers-list";

export const BODY_ID = "sent-body";

type Props = {
  attempt: DeliveryDetail["attempts"][number];
  /** What every attempt of this delivery sends. */
  body: string;
};

/** What was sent in one attempt and what came back. */
export function AttemptExchange({ attempt, body }: Props) {
  const t = useTranslations("consoleWebhooks");
  const ui = useTranslations("ui");
  const writing = useWriting();
  const { url, requestHeaders, responseHeaders, responseBody, status } = attempt;
  const bytes = new TextEncoder().encode(body).length;
  const counted = (headers: Record<string, string>) =>
    t("headers", { n: formatCount(Object.keys(headers).length, writing) });
  return (
    <>
      <Side
        title={t("request")}
        actions={
          url !== null &&
          requestHeaders && (
            <CopyText value={curlOf(url, requestHeaders, body)} done={ui("copied")}>
              {t("copyCurl")}
            </CopyText>
          )
        }
      >
        {url === null ? (
          <p className="text-ink-3 text-meta">{t("notRecorded")}</p>
        ) : (
          <p className="flex items-start gap-1">
            <Code className="min-w-0 break-all py-0.5">{`POST ${url}`}</Code>
            <CopyButton
              value={url}
              label={ui("copyWhat", { what: t("url") })}
              done={ui("copied")}
            />
          </p>
        )}
        {requestHeaders && (
          <HeadersList summary={counted(requestHeaders)} headers={requestHeaders} />
        )}
        <a href={`#${BODY_ID}`} className="text-brand text-meta hover:underline">
          {t("sameBody", { n: formatCount(bytes, writing) })}
        </a>
      </Side>
      <Side title={t("response")}>
        {status === null ? (
          <p className="text-ink-2 text-meta">{t("noAnswer")}</p>
        ) : (
          <>
            {responseHeaders && (
              <HeadersList summary={counted(responseHeaders)} headers={responseHeaders} />
            )}
            {responseBody ? (
              <ResponseBody>{responseBody}</ResponseBody>
            ) : (
              <p className="text-ink-3 text-meta">{t("emptyAnswer")}</p>
            )}
          </>
        )}
      </Side>
    </>
  );
}

function Side({
  title,
  actions,
  children,
}: {
  title: string;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="flex flex-col items-stretch gap-1.5">
      <div className="flex min-h-7 items-center justify-between gap-2">
        <h4 className="font-[550] text-ink-2 text-meta">{title}</h4>
        {actions}
      </div>
      {children}
    </div>
  );
}
