"use client";

import { Ellipsis, ExternalLink, Link2, LoaderCircle, RefreshCw, Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, startTransition, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem, MenuLink, MenuSeparator } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import { recheck, resend } from "./actions";
import type { Allowed } from "./allowed";
import { type Asked, RecheckAnswer } from "./recheck-answer";
import { useKeptFocus } from "./use-kept-focus";

type Links = { pay: string; console: string; returnUrl: string };

/** What may be done here, and below it what the provider said when it was asked. */
export function TransactionActions({
  id,
  may,
  links,
  children,
}: {
  id: string;
  may: Allowed;
  links: Links;
  /** The refund's own button. */
  children?: ReactNode;
}) {
  const t = useTranslations("consoleTransactionAct");
  const ui = useTranslations("ui");
  const [asking, ask] = useTransition();
  const [sending, send] = useTransition();
  const [asked, setAsked] = useState<Asked | null>(null);
  const group = useKeptFocus(`${may.recheck} ${may.resend}`);

  function askNow() {
    if (asking) return;
    ask(async () => {
      setAsked(null);
      const done = await recheck({ id }).catch(() => null);
      if (done === null) return toast("danger", ui("unreachable"), ui("unreachableText"));
      if (!done.ok) return toast("danger", done.error.message);
      // Together with the page that came with it, not before.
      startTransition(() => setAsked(done.value));
    });
  }

  function sendNow(deliveryId: string) {
    if (sending) return;
    send(async () => {
      const done = await resend({ id: deliveryId }).catch(() => null);
      if (done === null) return toast("danger", ui("unreachable"), ui("unreachableText"));
      if (!done.ok) return toast("danger", done.error.message);
      toast("ok", t("resent"), t("resentText"));
    });
  }

  async function copy(text: string) {
    // Browsers offer no clipboard on plain http except on localhost.
    const copied = await navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    );
    toast(copied ? "ok" : "danger", copied ? t("copied") : t("notCopied"));
  }

  return (
    <>
      <section
        {...group}
        aria-label={t("group")}
        tabIndex={-1}
        className="flex flex-wrap items-center gap-2 outline-none"
      >
        {may.recheck && (
          <Button onClick={askNow} aria-disabled={asking} aria-busy={asking}>
            {asking ? (
              <LoaderCircle aria-hidden className="animate-spin" />
            ) : (
              <RefreshCw aria-hidden />
            )}
            {asking ? t("rechecking") : t("recheck")}
          </Button>
        )}
        {may.resend && (
          <Button
            onClick={() => may.resend && sendNow(may.resend)}
            aria-disabled={sending}
            aria-busy={sending}
          >
            {sending ? (
              <LoaderCircle aria-hidden className="animate-spin" />
            ) : (
              <Send aria-hidden className="rtl:-scale-x-100" />
            )}
            {t("resend")}
          </Button>
        )}
        {children}
        <Menu
          trigger={
            <Button aria-label={t("more")} title={t("more")} className="w-8 px-0!">
              <Ellipsis aria-hidden />
            </Button>
          }
        >
          <MenuItem onClick={() => copy(links.console)}>
            <Link2 aria-hidden />
            {t("copyConsole")}
          </MenuItem>
          <MenuItem onClick={() => copy(links.pay)}>
            <Link2 aria-hidden />
            {t("copyPay")}
          </MenuItem>
          <MenuItem onClick={() => copy(links.returnUrl)}>
            <Link2 aria-hidden />
            {t("copyReturn")}
          </MenuItem>
          <MenuSeparator />
          <MenuLink render={<a href={links.pay} target="_blank" rel="noreferrer" />}>
            <ExternalLink aria-hidden />
            {t("openPay")}
          </MenuLink>
        </Menu>
      </section>
      <div role="status" className="order-last basis-full empty:hidden">
        {asked && <RecheckAnswer asked={asked} onClose={() => setAsked(null)} />}
      </div>
    </>
  );
}
