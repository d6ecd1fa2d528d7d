"use client";

import { Ban, Ellipsis, KeyRound, UserCheck, UserCog } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import type { Role } from "@/lib/context";
import { changeRole, disable, enable, resetPassword } from "./actions";
import { OperatorDialog } from "./operator-dialog";
import { RoleField } from "./operator-fields";
import { PasswordReveal } from "./password-reveal";

type Act = "role" | "reset" | "disable" | "enable";

/** What an owner may do to a colleague. Each act says what it will do and asks once. */
export function OperatorMenu({
  id,
  who,
  role,
  disabled,
  signInUrl,
}: {
  id: string;
  /** What people call them. */
  who: string;
  role: Role;
  disabled: boolean;
  signInUrl: string;
}) {
  const t = useTranslations("consoleOperators");
  const [act, setAct] = useState<Act | null>(null);
  const [issued, setIssued] = useState<{ email: string; oneTimePassword: string } | null>(null);
  const dialog = (of: Act) => ({
    open: act === of,
    onClose: () => setAct(null),
    title: t(`${of}.title`, { who }),
    text: t(`${of}.text`),
    confirm: t(`${of}.confirm`),
  });
  return (
    <>
      <Menu
        trigger={
          <Button tone="ghost" size="sm" aria-label={t("actsOf", { who })}>
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        <MenuItem onClick={() => setAct("role")}>
          <UserCog aria-hidden />
          {t("role.act")}
        </MenuItem>
        <MenuItem onClick={() => setAct("reset")}>
          <KeyRound aria-hidden />
          {t("reset.act")}
        </MenuItem>
        <MenuSeparator />
        {disabled ? (
          <MenuItem onClick={() => setAct("enable")}>
            <UserCheck aria-hidden />
            {t("enable.act")}
          </MenuItem>
        ) : (
          <MenuItem onClick={() => setAct("disable")} danger>
            <Ban aria-hidden />
            {t("disable.act")}
          </MenuItem>
        )}
      </Menu>
      <OperatorDialog {...dialog("role")} action={changeRole} id={id} done={t("role.done")}>
        <RoleField initial={role} />
      </OperatorDialog>
      <OperatorDialog
        {...dialog("reset")}
        action={resetPassword}
        id={id}
        onDone={setIssued}
        danger
      />
      <OperatorDialog
        {...dialog("disable")}
        action={disable}
        id={id}
        done={t("disable.done")}
        danger
      />
      <OperatorDialog {...dialog("enable")} action={enable} id={id} done={t("enable.done")} />
      {issued && (
        <PasswordReveal
          title={t("reset.doneTitle")}
          signInUrl={signInUrl}
          {...issued}
          onClose={() => setIssued(null)}
        />
      )}
    </>
  );
}
