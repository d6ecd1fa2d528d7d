"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Code } from "@/components/format/code";
import { useWriting } from "@/components/format/use-writing";
import { ActionForm } from "@/components/ui/action-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { DialogClose, DialogFooter } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/field";
import { RadioCards } from "@/components/ui/radio-cards";
import { SubmitButton } from "@/components/ui/submit-button";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/http/action-result";
import { formatToman } from "@/lib/money/format-money";
import type { RefundWays } from "@/lib/refunds/refund-ways";
import { type Asked, askRefund } from "./actions";
import { AmountField, amountText } from "./amount-field";
import { newRequestKey } from "./new-request-key";
import { readToman } from "./read-toman";
import { WayNote } from "./way-note";

/** How much, why, and the act repeated. One opening of the dialog is one refund, however often it is sent. */
export default function RefundForm({
  transactionId,
  test,
  ways,
  onChanged,
  onDone,
}: {
  transactionId: string;
  test: boolean;
  ways: RefundWays;
  /** Something was recorded: the page around is out of date. */
  onChanged: () => void;
  /** The refund is on its way: nothing more to do here. */
  onDone: () => void;
}) {
  const t = useTranslations("consoleRefundDialog");
  const writing = useWriting();
  const locale = useLocale();
  const [key, setKey] = useState(newRequestKey);
  const [kind, setKind] = useState(ways.whole ? "whole" : "part");
  const [typed, setTyped] = useState("");
  const [failure, setFailure] = useState<Asked["failure"]>(null);

  // It comes after the window, which had nothing to focus but its cross.
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    top.current?.querySelector<HTMLInputElement>("input:checked")?.focus();
  }, []);
  const why = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (failure) why.current?.scrollIntoView({ block: "nearest" });
  }, [failure]);

  const max = BigInt(ways.remainingRials);
  const min = BigInt(ways.minRials ?? "1");
  const part = readToman(typed);
  const rials = kind === "whole" ? max : part;
  const method = rials === max ? ways.whole : ways.part;
  const inToman = (amount: bigint) => amountText(formatToman(amount, writing));
  const problem = kind === "part" ? problemOf(typed, part) : null;

  function problemOf(text: string, amount: bigint | null): string | null {
    if (text.trim() === "") return t("amountMissing");
    if (amount === null) return t("amountUnreadable");
    if (amount > max) return t("amountAbove", { max: inToman(max) });
    return amount < min ? t("amountBelow", { min: inToman(min) }) : null;
  }

  async function send(form: FormData): Promise<ActionResult<Asked>> {
    setFailure(null);
    if (problem) {
      return { ok: false, error: { reason: "invalid_value", message: problem, field: "amount" } };
    }
    const sent = await askRefund(form);
    if (sent.ok || sent.error.reason !== "refund_changed") return sent;
    return { ok: false, error: { reason: "refund_changed", message: t("sentBefore") } };
  }

  function told({ status, waiting, failure: reason }: Asked) {
    onChanged();
    const amount = inToman(rials ?? 0n);
    if (status === "failed") {
      setFailure(reason);
      // This one is over; sending the form again asks for another.
      setKey(newRequestKey());
      return;
    }
    onDone();
    if (status === "succeeded") toast("ok", t("succeeded", { amount }));
    else if (waiting) toast("ok", t("waiting", { amount }), t("waitingText"));
    else if (status === "pending") toast("ok", t("pending", { amount }), t("pendingText"));
    else toast("danger", t("unknown"), t("unknownText"));
  }

  const limit = ways.approvalAboveRials === null ? null : BigInt(ways.approvalAboveRials);
  const waits = limit !== null && rials !== null && rials > limit;
  const wholeLeft = BigInt(ways.amountRials) > max;
  return (
    <ActionForm action={send} onDone={told} className="flex flex-col gap-4">
      <input type="hidden" name="transaction_id" value={transactionId} />
      <input type="hidden" name="request_key" value={key} />
      <input type="hidden" name="amount_rials" value={String(rials ?? "")} />
      <input type="hidden" name="method" value={method ?? ""} />
      {failure && (
        <div ref={why} role="alert">
          <Alert tone="danger" title={t("failed")}>
            <p>{failure[locale]}</p>
            {failure.code &&
              t.rich("failedCode", { code: () => <Code>{failure.code ?? ""}</Code> })}
          </Alert>
        </div>
      )}
      <div ref={top}>
        <RadioCards
          name="kind"
          label={t("howMuch")}
          inline
          value={kind}
          onChange={setKind}
          cards={[
            {
              value: "whole",
              title: t(wholeLeft ? "wholeLeft" : "whole"),
              text: ways.whole ? inToman(max) : t("wholeClosed"),
              disabled: !ways.whole,
            },
            {
              value: "part",
              title: t("part"),
              text: ways.partClosed
                ? t(`partClosed.${ways.partClosed as "refund_not_set_up"}`)
                : undefined,
              disabled: !ways.part,
            },
          ]}
        />
      </div>
      {kind === "part" && <AmountField text={typed} onChange={setTyped} bounds={{ min, max }} />}
      {method && <WayNote method={method} ways={ways} />}
      <TextField name="reason" label={t("reason")} hint={t("reasonHint")} maxLength={255} />
      {waits && <Alert tone="info">{t("needsApproval")}</Alert>}
      {test && <Alert tone="warn">{t("test")}</Alert>}
      <DialogFooter>
        <SubmitButton>
          {rials && !problem
            ? t(waits ? "confirmWaiting" : "confirm", { amount: inToman(rials) })
            : t("confirmNothing")}
        </SubmitButton>
        <DialogClose>
          <Button>{t("cancel")}</Button>
        </DialogClose>
        {!waits && <p className="grow self-center text-end text-ink-3 text-meta">{t("final")}</p>}
      </DialogFooter>
    </ActionForm>
  );
}
