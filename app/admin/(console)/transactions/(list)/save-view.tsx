"use client";

import { BookmarkPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useState } from "react";
import { useListNavigation } from "@/components/data-table/list-navigation";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { viewHref } from "./address";
import type { SaveViewProps } from "./save-view-form";

const SaveViewForm = lazy(() => import("./save-view-form"));

/** Keeps the filters in sight under a name. */
export function SaveView(props: SaveViewProps) {
  const t = useTranslations("consoleTransactions");
  const { go } = useListNavigation();
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button>
          <BookmarkPlus aria-hidden />
          <span className="max-sm:sr-only">{t("saveView")}</span>
        </Button>
      }
      title={t("saveViewTitle")}
      description={t("saveViewText")}
    >
      <Suspense fallback={<Skeleton className="h-40 w-full" />}>
        <SaveViewForm
          {...props}
          onSaved={(id) => {
            setOpen(false);
            go(viewHref({ id, query: props.query }));
          }}
        />
      </Suspense>
    </Dialog>
  );
}
