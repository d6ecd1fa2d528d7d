"use client";

import { LoaderCircle } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { recheckStuck, resendStuck } from "./actions";

/** Does the recommended act at once, says what came of it, and brings the list up to date. */
export function ActButton({
  act,
  id,
  children,
}: {
  act: "recheck" | "resend";
  id: string;
  children: ReactNode;
}) {
  const t = useTranslations("consoleInbox");
  const ui = useTranslations("ui");
  const router = useRouter();
  const [pending, start] = useTransition();
  const acted = useRef(false);
  useEffect(
    () => () => {
      // The row goes away with what was done; the keyboard starts over at the page's head.
      if (acted.current) document.querySelector<HTMLElement>("h1")?.focus();
    },
    [],
  );

  function run() {
    if (pending) return;
    start(async () => {
      const done = await (act === "recheck" ? recheckStuck({ id }) : resendStuck({ id })).catch(
        () => null,
      );
      if (done === null) return toast("danger", ui("unreachable"), ui("unreachableText"));
      if (!done.ok) return toast("danger", done.error.message);
      if (done.value === "unclear") {
        toast("ok", t("recheckDone.unclear"), t("recheckDone.unclearText"));
      } else toast("ok", done.value === "resent" ? t("resent") : t(`recheckDone.${done.value}`));
      acted.current = true;
      router.refresh();
    });
  }

  return (
    <Button size="sm" onClick={run} aria-disabled={pending} aria-busy={pending}>
      {pending && <LoaderCircle aria-hidden className="animate-spin" />}
      {children}
    </Button>
  );
}
