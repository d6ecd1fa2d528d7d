"use client";

import { Undo2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useState } from "react";
import { Money } from "@/components/format/money";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogFooter } from "@/components/ui/dialog";
import { DirIcon } from "@/components/ui/dir-icon";
import type { RefundWays } from "@/lib/refunds/refund-ways";

/** Fetched when the dialog is first opened: most visits of the page do not refund. */
const RefundForm = lazy(() => import("./refund-form"));

/**
 * Gives a payment's money back. The button stays also when nothing is left: the dialog says why, and the
 * focus returns to it.
 */
export function RefundDialog({
  transactionId,
  test,
  ways,
}: {
  transactionId: string;
  /** Of a test payment: no money moves. */
  test: boolean;
  ways: RefundWays;
}) {
  const t = useTranslations("consoleRefundDialog");
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const remaining = BigInt(ways.remainingRials);
  const whole = BigInt(ways.amountRials);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button>
          <DirIcon icon={Undo2} />
          {t("open")}
        </Button>
      }
      title={t("title")}
      description={
        ways.closed === null && (
          <>
            {t.rich("left", { money: () => <Money rials={remaining} /> })}{" "}
            {remaining < whole &&
              t.rich("leftOf", { money: () => <Money rials={whole} compact /> })}
          </>
        )
      }
    >
      {ways.closed === null ? (
        <Suspense fallback={<div className="h-96" />}>
          <RefundForm
            transactionId={transactionId}
            test={test}
            ways={ways}
            onChanged={() => router.refresh()}
            onDone={() => setOpen(false)}
          />
        </Suspense>
      ) : (
        <>
          <Alert tone="info" title={t("closedTitle")}>
            {t(`closed.${ways.closed as "not_refundable"}`)}
          </Alert>
          <DialogFooter>
            <DialogClose>
              <Button>{t("close")}</Button>
            </DialogClose>
          </DialogFooter>
        </>
      )}
    </Dialog>
  );
}
