"use client";

import {
  BookOpen,
  CirclePlus,
  FlaskConical,
  History,
  Keyboard,
  Languages,
  Radio,
  Search,
  SunMoon,
} from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { PLACES } from "@/components/console/places";
import { Badge } from "@/components/ui/badge";
import { Kbd } from "@/components/ui/kbd";
import type { Mode, Role } from "@/lib/context";
import { LOCALES } from "@/lib/i18n/locales";
import { can } from "@/lib/operators/state";
import type { Hit } from "@/lib/search/hit";
import { matchesSearch } from "@/lib/search/search-key";
import type { Entry, EntryGroup } from "./entry";
import { hitEntry } from "./hit-entry";
import { hitHref } from "./hit-href";
import type { Recent } from "./recent";

export type Given = {
  role: Role;
  mode: Mode;
  shortcuts: boolean;
  recent: Recent[];
  onHelp: () => void;
  /** Close the window; something else opens. */
  onDone: () => void;
};

const LANGUAGES = { fa: "فارسی", en: "English" } as const;

/** The palette's lines for a text: what the server found, then what of the console's own fits it. */
export function useEntries(q: string, hits: Hit[], given: Given): EntryGroup[] {
  const t = useTranslations("consolePalette");
  const place = useTranslations("console.place");
  const modeName = useTranslations("console.mode");
  const locale = useLocale();
  const router = useRouter();
  const { role, mode, shortcuts, recent, onHelp, onDone } = given;

  const go = (href: string) => () => {
    onDone();
    router.push(href as Route);
  };
  // What is set in the frame needs a whole page: direction, theme and mode are rendered there.
  const load = (href: string) => () => window.location.assign(href);
  const here = (member: string, value: string) => {
    const address = new URL(window.location.href);
    address.searchParams.set(member, value);
    return address.href;
  };

  const found = hits.map((hit) => {
    const other = "mode" in hit && hit.mode !== mode ? hit.mode : null;
    const mark = other && <Badge tone="warn">{modeName(other)}</Badge>;
    const open = other ? load(`${hitHref(hit)}?mode=${other}`) : go(hitHref(hit));
    return hitEntry(hit, t(`hit.${hit.type}`), mark, open);
  });
  const lately: Entry[] = recent.map(({ href, title }) => ({
    value: `recent:${href}`,
    icon: History,
    label: title,
    run: go(href),
  }));
  const pages: Entry[] = PLACES.flatMap(({ places }) =>
    places.map(({ key, href, icon, code }) => ({
      value: `page:${key}`,
      icon,
      label: place(key),
      keywords: key,
      end: shortcuts && (
        <span className="max-sm:hidden">
          <Kbd>{`g ${code.slice(-1).toLowerCase()}`}</Kbd>
        </span>
      ),
      run: go(href),
    })),
  );
  const otherMode: Mode = mode === "test" ? "live" : "test";
  const actions: Entry[] = [
    ...(can(role, "write")
      ? [
          {
            value: "act:app",
            icon: CirclePlus,
            label: t("act.newApp"),
            keywords: "create app",
            run: go("/admin/apps/new"),
          },
        ]
      : []),
    {
      value: "act:mode",
      icon: otherMode === "test" ? FlaskConical : Radio,
      label: t("act.mode", { mode: modeName(otherMode) }),
      keywords: "mode test live",
      run: () => load(here("mode", otherMode))(),
    },
    ...LOCALES.filter((one) => one !== locale).map((one) => ({
      value: `act:lang:${one}`,
      icon: Languages,
      label: LANGUAGES[one],
      keywords: "language زبان",
      run: () => load(here("lang", one))(),
    })),
    ...(["light", "dark", "system"] as const).map((theme) => ({
      value: `act:theme:${theme}`,
      icon: SunMoon,
      label: t("act.theme", { theme: t(`theme.${theme}`) }),
      keywords: "theme",
      run: () => load(here("theme", theme))(),
    })),
    {
      value: "act:docs",
      icon: BookOpen,
      label: t("act.docs"),
      keywords: "docs guide help",
      run: go("/docs"),
    },
    {
      value: "act:keys",
      icon: Keyboard,
      label: t("act.shortcuts"),
      keywords: "keyboard shortcuts",
      end: shortcuts && <Kbd>?</Kbd>,
      run: onHelp,
    },
  ];

  const text = q.trim();
  const fits = (list: Entry[]) =>
    list.filter(({ label, keywords = "" }) => matchesSearch(`${label} ${keywords}`, text));
  const inList: Entry[] =
    text === ""
      ? []
      : [
          {
            value: "search:transactions",
            icon: Search,
            label: t("searchTransactions"),
            note: <bdi>{text}</bdi>,
            run: go(`/admin/transactions?${new URLSearchParams({ q: text.slice(0, 64) })}`),
          },
        ];
  const groups: EntryGroup[] = [
    { value: t("group.found"), items: found },
    { value: t("group.recent"), items: fits(lately) },
    { value: t("group.pages"), items: fits(pages) },
    // Without a word typed the list would be all of the console.
    { value: t("group.actions"), items: text === "" ? actions.slice(0, 2) : fits(actions) },
    { value: t("group.search"), items: inList },
  ];
  return groups.filter(({ items }) => items.length > 0);
}
