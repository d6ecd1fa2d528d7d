"use client";

import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useEffect, useState } from "react";
import { Money } from "@/components/format/money";
import { Alert } from "@/components/ui/alert";
import { Button, buttonClass } from "@/components/ui/button";
import { Dialog, DialogClose, DialogFooter } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { peekTransaction } from "./actions";
import { transactionHref } from "./address";
import { StatusMarks } from "./marks";
import type { Peek as Shown } from "./read-peek";
import { usePeek } from "./use-peek";

const PeekFacts = lazy(() => import("./peek-facts"));

/** By then the window has gone and given the focus back, if it had it from somewhere. */
const RETURN_MS = 250;

type Answer = { id: string; shown: Shown } | { id: string; error: string };

/** A row in short, over the list: its summary, facts and last events. */
export default function PeekSheet() {
  const t = useTranslations("consoleTransactions");
  const ui = useTranslations("ui");
  const { id: asked, close } = usePeek();
  // The address follows in its own time, behind whatever page is on its way.
  const [dismissed, setDismissed] = useState<string | null>(null);
  if (asked === null && dismissed !== null) setDismissed(null);
  const id = asked === dismissed ? null : asked;
  const answer = useAnswer(id, ui("unreachable"));
  const shown = answer && "shown" in answer ? answer.shown : null;
  return (
    <Dialog
      open={id !== null}
      onOpenChange={(open) => {
        if (open) return;
        setDismissed(id);
        close();
        setTimeout(() => focusRow(id), RETURN_MS);
      }}
      shape="sheet"
      title={shown ? <Money rials={shown.row.amountRials} /> : <Skeleton className="h-7 w-44" />}
      description={
        shown ? (
          <StatusMarks row={shown.row} />
        ) : (
          <span className="sr-only">{t("peekLoading")}</span>
        )
      }
    >
      <div className="flex min-h-full flex-col">
        <div className="grow">
          {answer && "error" in answer ? (
            <Alert tone="danger">{answer.error}</Alert>
          ) : (
            <Suspense fallback={<Waiting />}>
              {shown ? <PeekFacts {...shown} /> : <Waiting />}
            </Suspense>
          )}
        </div>
        {id !== null && (
          <DialogFooter>
            <Link href={transactionHref(id) as Route} className={buttonClass({ tone: "primary" })}>
              {t("openPage")}
            </Link>
            <DialogClose>
              <Button>{ui("close")}</Button>
            </DialogClose>
          </DialogFooter>
        )}
      </div>
    </Dialog>
  );
}

/** Who came by an address was on no row before; the one they looked at is where they are now. */
function focusRow(id: string | null): void {
  if (document.activeElement !== document.body) return;
  document.querySelector<HTMLElement>(`a[data-row="${id}"]`)?.focus();
}

/** What the server says of the row; null while it has not. The last one stays while the sheet goes. */
function useAnswer(id: string | null, unreachable: string): Answer | null {
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    if (id === null) return;
    let wanted = true;
    peekTransaction({ id })
      .then((result) => {
        if (!wanted) return;
        setAnswer(result.ok ? { id, shown: result.value } : { id, error: result.error.message });
      })
      .catch(() => wanted && setAnswer({ id, error: unreachable }));
    return () => {
      wanted = false;
    };
  }, [id, unreachable]);
  return id === null || answer?.id === id ? answer : null;
}

function Waiting() {
  return (
    <div aria-hidden className="flex flex-col gap-4">
      {Array.from({ length: 8 }, (_, row) => (
        <span key={row} className="flex gap-4">
          <Skeleton className="h-4 w-24" />
          <Skeleton className="h-4 w-40" />
        </span>
      ))}
    </div>
  );
}
