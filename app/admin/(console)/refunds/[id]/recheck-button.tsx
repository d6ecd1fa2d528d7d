"use client";

import { LoaderCircle, RefreshCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { recheck } from "../actions";

/** Asks the provider now what became of the refund. */
export function RecheckButton({ id }: { id: string }) {
  const t = useTranslations("consoleRefunds");
  const ui = useTranslations("ui");
  const router = useRouter();
  const [asking, ask] = useTransition();

  function askNow() {
    if (asking) return;
    ask(async () => {
      const done = await recheck({ id }).catch(() => null);
      if (done === null) return toast("danger", ui("unreachable"), ui("unreachableText"));
      if (!done.ok) return toast("danger", done.error.message);
      toast("ok", t("rechecked"));
      router.refresh();
    });
  }

  return (
    <Button onClick={askNow} aria-disabled={asking} aria-busy={asking}>
      {asking ? <LoaderCircle aria-hidden className="animate-spin" /> : <RefreshCw aria-hidden />}
      {asking ? t("rechecking") : t("recheck")}
    </Button>
  );
}
