"use client";

import { useTranslations } from "next-intl";
import { lazy } from "react";
import { Menu } from "@/components/ui/menu";
import type { AccountItemsProps } from "./account-items";

const AccountItems = lazy(() => import("./account-items"));

/** Who is signed in, and what is theirs: settings, language, theme, the way out. */
export function AccountMenu(account: AccountItemsProps) {
  const t = useTranslations("console");
  const shown = account.name ?? account.email;
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={t("accountOf", { name: shown })}
          className="grid size-8 shrink-0 cursor-pointer place-items-center rounded-full bg-brand-soft font-[650] text-brand text-meta uppercase"
        >
          {[...shown][0]}
        </button>
      }
    >
      <AccountItems {...account} />
    </Menu>
  );
}
