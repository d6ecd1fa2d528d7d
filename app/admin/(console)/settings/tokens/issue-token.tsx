"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWriting } from "@/components/format/use-writing";
import { ActionForm } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogFooter } from "@/components/ui/dialog";
import { SelectField, TextField } from "@/components/ui/field";
import { SecretReveal } from "@/components/ui/secret-reveal";
import { SubmitButton } from "@/components/ui/submit-button";
import { localDigits } from "@/lib/i18n/digits";
import { issueToken } from "./actions";

const DAYS = [7, 30, 90, 180, 365];
const DAYS_DEFAULT = 90;
const ROLES = ["viewer", "support", "admin"] as const;

/** Makes a token and shows it, once. `apiUrl` is where it is good for something. */
export function IssueToken({ apiUrl }: { apiUrl: string }) {
  const t = useTranslations("consoleSettings");
  const shared = useTranslations("console");
  const ui = useTranslations("ui");
  const writing = useWriting();
  const [open, setOpen] = useState(false);
  const [token, setToken] = useState<string | null>(null);
  return (
    <>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        trigger={
          <Button tone="primary">
            <Plus aria-hidden />
            {t("tokens.issue")}
          </Button>
        }
        title={t("tokens.issueTitle")}
        description={t("tokens.issueText")}
      >
        <ActionForm
          className="flex flex-col gap-4"
          action={issueToken}
          guard
          onDone={(value) => {
            setOpen(false);
            setToken(value.token);
          }}
        >
          <TextField
            name="name"
            label={t("tokens.name")}
            hint={t("tokens.nameHint")}
            required
            autoComplete="off"
          />
          <SelectField
            name="role"
            label={t("tokens.role")}
            hint={t("tokens.roleHint")}
            defaultValue="viewer"
          >
            {ROLES.map((role) => (
              <option key={role} value={role}>
                {shared(`role.${role}`)}
              </option>
            ))}
          </SelectField>
          <SelectField name="days" label={t("tokens.lasts")} defaultValue={DAYS_DEFAULT}>
            {DAYS.map((days) => (
              <option key={days} value={days}>
                {t("tokens.days", { n: localDigits(String(days), writing) })}
              </option>
            ))}
          </SelectField>
          <DialogFooter>
            <SubmitButton>{t("tokens.issue")}</SubmitButton>
            <DialogClose>
              <Button>{ui("cancel")}</Button>
            </DialogClose>
          </DialogFooter>
        </ActionForm>
      </Dialog>
      {token && (
        <SecretReveal
          title={t("tokens.issuedTitle")}
          note={t("tokens.issuedNote")}
          values={[
            { label: t("tokens.token"), value: token },
            { label: t("tokens.header"), value: `Authorization: Bearer ${token}` },
          ]}
          file={{
            name: "flatpay-admin.env",
            content: `FLATPAY_ADMIN_URL=${apiUrl}\nFLATPAY_ADMIN_TOKEN=${token}\n`,
          }}
          onClose={() => setToken(null)}
        />
      )}
    </>
  );
}
