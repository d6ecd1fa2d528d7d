"use client";

import { Pencil } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogFooter } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Mode } from "@/lib/context";
import { editEndpoint } from "../../actions";
import { EventTypesField } from "../event-types-field";
import { useTellTest } from "../use-tell-test";

/** Change where an endpoint is and what it hears. */
export function EditEndpoint({
  id,
  url,
  description,
  eventTypes,
  mode,
}: {
  id: string;
  url: string;
  description: string | null;
  eventTypes: string[] | null;
  mode: Mode;
}) {
  const t = useTranslations("consoleWebhooks");
  const ui = useTranslations("ui");
  const router = useRouter();
  const tell = useTellTest();
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      shape="wide"
      title={t("editTitle")}
      description={t("editText")}
      trigger={
        <Button>
          <Pencil aria-hidden />
          {ui("edit")}
        </Button>
      }
    >
      <ActionForm
        action={async (given) => tell(await editEndpoint(given))}
        done={t("saved")}
        onDone={() => {
          setOpen(false);
          router.refresh();
        }}
        className="flex flex-col gap-5"
      >
        <input type="hidden" name="id" value={id} />
        <TextField
          name="url"
          label={t("url")}
          hint={t(`urlHint.${mode}`)}
          code
          inputMode="url"
          defaultValue={url}
          required
        />
        <EventTypesField chosen={eventTypes} />
        <TextField
          name="description"
          label={t("description")}
          hint={t("descriptionHint")}
          defaultValue={description ?? ""}
        />
        <DialogFooter>
          <SubmitButton>{ui("save")}</SubmitButton>
          <DialogClose>
            <Button>{ui("cancel")}</Button>
          </DialogClose>
        </DialogFooter>
      </ActionForm>
    </Dialog>
  );
}
