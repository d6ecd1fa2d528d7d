"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Code } from "@/components/format/code";
import { TransactionStatus } from "@/components/transaction-status";
import type { SessionState } from "@/lib/providers/port";
import type { RecheckResult } from "@/lib/transactions/recheck-result";
import type { TransactionStatus as Status } from "@/lib/transactions/state";

/** What the recheck action answers. */
export type Asked = {
  result: RecheckResult;
  status: Status;
  answers: {
    call: string;
    httpStatus: number | null;
    said: { code: string; text: string; state: SessionState | null } | null;
  }[];
};

/** What came back when the provider was asked, and what the transaction is now. */
export function RecheckAnswer({ asked, onClose }: { asked: Asked; onClose: () => void }) {
  const t = useTranslations("consoleTransactionAct");
  const { result, status, answers } = asked;
  return (
    <div className="flex gap-3 rounded-card border border-line bg-surface px-4 py-3 text-table shadow-raised">
      <div className="flex min-w-0 grow flex-col gap-1">
        <p className="font-[650]">{t("answer.title")}</p>
        {result === "answered" ? (
          <ul className="flex flex-col gap-1">
            {answers.map(({ call, httpStatus, said }, index) => {
              const name = `call.${call}` as "call.verify";
              return (
                <li key={index} className="flex flex-wrap items-baseline gap-x-2">
                  <span className="text-ink-2">{t.has(name) ? t(name) : <Code>{call}</Code>}</span>
                  {said ? (
                    <>
                      <Code className="font-[650]">{said.code}</Code>
                      <bdi>{said.text}</bdi>
                      {said.state && <span>{t(`session.${said.state}`)}</span>}
                    </>
                  ) : httpStatus === null ? (
                    <span>{t("answer.nothing")}</span>
                  ) : (
                    <span>
                      <Code>{`HTTP ${httpStatus}`}</Code> {t("answer.unread")}
                    </span>
                  )}
                </li>
              );
            })}
          </ul>
        ) : (
          <p>{t(`answer.${result}`)}</p>
        )}
        <p className="flex flex-wrap items-center gap-2">
          <span className="text-ink-2">{t("answer.now")}</span>
          <TransactionStatus status={status} />
        </p>
      </div>
      <button
        type="button"
        onClick={onClose}
        aria-label={t("answer.close")}
        className="grid size-8 shrink-0 cursor-pointer place-items-center rounded-control text-ink-3 hover:bg-sunken hover:text-ink"
      >
        <X aria-hidden className="size-4" />
      </button>
    </div>
  );
}
