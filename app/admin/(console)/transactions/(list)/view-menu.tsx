"use client";

import { Ellipsis, PenLine, Save, Trash2, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useListNavigation } from "@/components/data-table/list-navigation";
import { ActionForm } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogFooter } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/field";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { SubmitButton } from "@/components/ui/submit-button";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/http/action-result";
import type { SavedView } from "@/lib/views/schema";
import { dropView, keepView, nameView, setViewShared } from "./actions";
import { LIST_PATH } from "./address";

/** A view as the page shows it. */
export type ViewTab = Pick<SavedView, "id" | "name" | "query" | "shared" | "own" | "owner"> & {
  href: string;
  current: boolean;
};

/** What can be done with the view that is open. */
export function ViewMenu({
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
  const close = () => setAsking(null);

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
      <Dialog open={asking === "name"} onOpenChange={close} title={t("viewRename")}>
        <ActionForm
          action={(form) => nameView({ id: view.id, name: String(form.get("name")) })}
          done={t("viewSaved")}
          onDone={() => {
            close();
            refresh();
          }}
        >
          <TextField name="name" label={t("viewName")} defaultValue={view.name} maxLength={60} />
          <DialogFooter>
            <SubmitButton>{ui("save")}</SubmitButton>
            <DialogClose>
              <Button>{ui("cancel")}</Button>
            </DialogClose>
          </DialogFooter>
        </ActionForm>
      </Dialog>
      <Dialog
        open={asking === "delete"}
        onOpenChange={close}
        title={t("viewDeleteTitle", { name: view.name })}
      >
        <ActionForm
          action={() => dropView({ id: view.id })}
          done={t("viewDeleted")}
          onDone={() => {
            close();
            go(query ? `${LIST_PATH}?${query}` : LIST_PATH);
          }}
        >
          <p className="text-ink-2 text-table">
            {t(view.shared ? "viewDeleteShared" : "viewDeleteText")}
          </p>
          <DialogFooter>
            <SubmitButton className="bg-danger-solid hover:bg-danger-solid/90">
              {t("viewDelete")}
            </SubmitButton>
            <DialogClose>
              <Button>{ui("cancel")}</Button>
            </DialogClose>
          </DialogFooter>
        </ActionForm>
      </Dialog>
    </>
  );
}
