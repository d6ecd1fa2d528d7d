"use client";

import { Columns3 } from "lucide-react";
import { useTranslations } from "next-intl";
import { lazy } from "react";
import { Button } from "@/components/ui/button";
import { Popover } from "@/components/ui/popover";

const loadChoices = () => import("./list-column-choices");
const ListColumnChoices = lazy(loadChoices);

/** The button with the choice of columns. */
export function ListColumns() {
  const t = useTranslations("ui");
  return (
    <Popover
      label={t("columns")}
      preload={loadChoices}
      trigger={
        <Button>
          <Columns3 aria-hidden />
          {t("columns")}
        </Button>
      }
    >
      <ListColumnChoices />
    </Popover>
  );
}
