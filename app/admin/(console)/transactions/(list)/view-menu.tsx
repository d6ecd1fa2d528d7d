"use client";

import { Ellipsis, PenLine, Save, Trash2, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useState } from "react";
import { useListNavigation } from "@/components/data-table/list-navigation";
import { Dialog } from "@/components/ui/dialog";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/http/action-result";
import type { SavedView } from "@/lib/views/schema";
import { keepView, setViewShared } from "./actions";
import { LIST_PATH } from "./address";

const RenameView = lazy(() => import("./rename-view"));
const DeleteView = lazy(() => import("./delete-view"));

/** A view as the page shows it. */
export type ViewTab = Pick<SavedView, "id" | "name" | "query" | "shared" | "own" | "owner"> & {
  href: string;
  current: boolean;
};

/** What can be done with the view that is open. */
export default function ViewMenu({
  view,
  query,
  changed,
  mayWrite,
}: {
  view: ViewTab;
  query: string;
  changed: boolean;
  mayWrite: boolean;
}) {
  const t = useTranslations("consoleTransactions");
  const ui = useTranslations("ui");
  const { go, refresh } = useListNavigation();
  const [asking, setAsking] = useState<"name" | "delete" | null>(null);

  async function run(deed: () => Promise<ActionResult<unknown>>, done: string, after: () => void) {
    const result = await deed().catch(() => null);
    if (result?.ok) {
      toast("ok", done);
      after();
    } else toast("danger", t("viewFailed"), result?.error.message ?? ui("unreachableText"));
  }
  const overwrite = () =>
    keepView({ name: view.name, query, overwrite: true, shared: view.shared && mayWrite });

  return (
    <>
      <Menu
        trigger={
          <button
            type="button"
            aria-label={t("viewMenu", { name: view.name })}
            className="me-0.5 grid size-7 cursor-pointer place-items-center rounded-control hover:bg-line/60"
          >
            <Ellipsis aria-hidden className="size-4" />
          </button>
        }
      >
        {view.own && changed && (
          <MenuItem onClick={() => run(overwrite, t("viewSaved"), refresh)}>
            <Save aria-hidden />
            {t("viewOverwrite")}
          </MenuItem>
        )}
        {view.own && (
          <MenuItem onClick={() => setAsking("name")}>
            <PenLine aria-hidden />
            {t("viewRename")}
          </MenuItem>
        )}
        {mayWrite && (
          <MenuItem
            onClick={() =>
              run(
                () => setViewShared({ id: view.id, shared: !view.shared }),
                t(view.shared ? "viewUnshared" : "viewNowShared"),
                refresh,
              )
            }
          >
            <Users aria-hidden />
            {t(view.shared ? "viewUnshare" : "viewShare")}
          </MenuItem>
        )}
        <MenuSeparator />
        <MenuItem danger onClick={() => setAsking("delete")}>
          <Trash2 aria-hidden />
          {t("viewDelete")}
        </MenuItem>
      </Menu>
      <Dialog open={asking === "name"} onOpenChange={() => setAsking(null)} title={t("viewRename")}>
        <Suspense fallback={<Skeleton className="h-24 w-full" />}>
          <RenameView
            view={view}
            onDone={() => {
              setAsking(null);
              refresh();
            }}
          />
        </Suspense>
      </Dialog>
      <Dialog
        open={asking === "delete"}
        onOpenChange={() => setAsking(null)}
        title={t("viewDeleteTitle", { name: view.name })}
      >
        <Suspense fallback={<Skeleton className="h-24 w-full" />}>
          <DeleteView
            view={view}
            onDone={() => {
              setAsking(null);
              go(query ? `${LIST_PATH}?${query}` : LIST_PATH);
            }}
          />
        </Suspense>
      </Dialog>
    </>
  );
}
