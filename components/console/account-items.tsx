"use client";

import { Languages, LogOut, Settings, SunMoon } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { DirIcon } from "@/components/ui/dir-icon";
import { MenuItem, MenuLink, MenuSeparator } from "@/components/ui/menu";
import type { Role } from "@/lib/context";
import { LOCALES, THEMES, type Theme } from "@/lib/i18n/locales";

const LANGUAGE_NAMES = { fa: "فارسی", en: "English" } as const;

export type AccountItemsProps = {
  name: string | null;
  email: string;
  role: Role;
  theme: Theme;
  signOut: () => Promise<unknown>;
};

/** What the account menu holds: fetched when it is first opened. */
export default function AccountItems({ name, email, role, theme, signOut }: AccountItemsProps) {
  const t = useTranslations("console");
  const locale = useLocale();
  const pathname = usePathname();
  const query = useSearchParams();
  const here = (member: "lang" | "theme", value: string) => {
    const next = new URLSearchParams(query);
    next.set(member, value);
    return `${pathname}?${next}`;
  };
  const otherTheme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] as Theme;
  return (
    <>
      <div className="px-2.5 py-1.5">
        <p className="font-[650] text-table">
          <bdi>{name ?? email}</bdi>
        </p>
        <p className="text-ink-3 text-meta">
          {name && (
            <>
              <bdi dir="ltr">{email}</bdi> ·{" "}
            </>
          )}
          {t(`role.${role}`)}
        </p>
      </div>
      <MenuSeparator />
      <MenuLink render={<Link href={"/admin/settings" as Route} />}>
        <Settings aria-hidden />
        {t("place.settings")}
      </MenuLink>
      {LOCALES.filter((one) => one !== locale).map((one) => (
        // Plain links: language and direction live on <html>, which only a page load renders anew.
        <MenuLink key={one} render={<a href={here("lang", one)} lang={one} />}>
          <Languages aria-hidden />
          {LANGUAGE_NAMES[one]}
        </MenuLink>
      ))}
      <MenuLink render={<a href={here("theme", otherTheme)} />}>
        <SunMoon aria-hidden />
        {t("changeTheme", { theme: t(`theme.${otherTheme}`) })}
      </MenuLink>
      <MenuSeparator />
      <MenuItem onClick={() => void signOut()}>
        <DirIcon icon={LogOut} />
        {t("signOut")}
      </MenuItem>
    </>
  );
}
