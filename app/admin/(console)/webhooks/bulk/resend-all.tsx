"use client";

import { RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { ShownFilter } from "../read-query";
import { ResendMany } from "./resend-many";

/** Sends everything again that the list would show, on this page and on the others. */
export function ResendAll({ filter }: { filter: ShownFilter }) {
  const t = useTranslations("consoleWebhookBulk");
  return (
    <ResendMany
      wanted={{ filter }}
      trigger={
        <Button>
          <RotateCw aria-hidden />
          {t("resendAll")}
        </Button>
      }
    />
  );
}
