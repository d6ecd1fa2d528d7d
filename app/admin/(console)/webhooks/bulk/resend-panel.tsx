"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useWriting } from "@/components/format/use-writing";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { DialogClose, DialogFooter } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { formatCount } from "@/lib/i18n/format-number";
import type { Wanted } from "@/lib/webhooks/replayable";
import type { Redelivery } from "@/lib/webhooks/serialize";
import { redeliverDeliveries } from "../actions";

type Part = Pick<Redelivery, "redelivered" | "skipped" | "nextCursor">;

/** Counts first, says what will happen, then sends page by page with its progress; can be stopped between. */
export default function ResendPanel({ wanted, onDone }: { wanted: Wanted; onDone: () => void }) {
  const t = useTranslations("consoleWebhookBulk");
  const ui = useTranslations("ui");
  const writing = useWriting();
  const router = useRouter();
  const [preview, setPreview] = useState<Redelivery | null>(null);
  const [sent, setSent] = useState<number | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const stopped = useRef(false);
  const count = (n: number) => formatCount(n, writing);

  // Counted once, when the window opens: what it says stays while it is read.
  useEffect(() => {
    let here = true;
    stopped.current = false;
    redeliverDeliveries({ ...wanted, dry_run: true }).then(
      (result) => {
        if (!here) return;
        if (result.ok) setPreview(result.value);
        else setFault(result.error.message);
      },
      () => here && setFault(ui("unreachable")),
    );
    return () => {
      here = false;
      stopped.current = true;
    };
  }, []);

  async function send() {
    if (sent !== null) return;
    setFault(null);
    let total = 0;
    setSent(total);
    let cursor: string | null = null;
    do {
      const part: Part | string = await sendPart(cursor);
      if (typeof part === "string") {
        setSent(null);
        router.refresh();
        return setFault(part);
      }
      total += part.redelivered;
      cursor = part.nextCursor;
      setSent(total);
    } while (cursor !== null && !stopped.current);
    toast("ok", t("done", { n: count(total) }));
    router.refresh();
    onDone();
  }

  async function sendPart(cursor: string | null): Promise<Part | string> {
    const input = { ...wanted, ...(cursor === null ? {} : { cursor }) };
    const result = await redeliverDeliveries(input).catch(() => null);
    if (!result) return ui("unreachable");
    return result.ok ? result.value : result.error.message;
  }

  const possible = preview?.redelivered ?? 0;
  return (
    <>
      <div className="flex flex-col gap-3 text-ink-2 text-table" aria-live="polite">
        {fault && <Alert tone="danger">{fault}</Alert>}
        {!preview && !fault && <p>{t("counting")}</p>}
        {preview && possible === 0 && <p>{t("nothing")}</p>}
        {preview && possible > 0 && (
          <>
            <p className="font-[650] text-base text-ink">
              {t(preview.hasMore ? "willSendMore" : "willSend", { n: count(possible) })}
            </p>
            <p>{t("consequences")}</p>
          </>
        )}
        {preview && preview.skipped > 0 && <p>{t("skipped", { n: count(preview.skipped) })}</p>}
        {sent !== null && (
          <div className="flex flex-col gap-1.5">
            <progress
              value={preview?.hasMore ? undefined : sent}
              max={Math.max(possible, 1)}
              aria-label={t("title")}
              className="h-2 w-full accent-brand-solid"
            />
            <p>{t("progress", { n: count(sent) })}</p>
          </div>
        )}
      </div>
      <DialogFooter>
        {possible > 0 && (
          <Button tone="primary" aria-disabled={sent !== null} onClick={send}>
            {t("confirm", { n: count(possible) })}
          </Button>
        )}
        {sent === null ? (
          <DialogClose>
            <Button>{ui(possible > 0 ? "cancel" : "close")}</Button>
          </DialogClose>
        ) : (
          <Button
            onClick={() => {
              stopped.current = true;
            }}
          >
            {t("stop")}
          </Button>
        )}
      </DialogFooter>
    </>
  );
}
