"use client";

import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PLACES } from "@/components/console/places";
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";

/** What the keys of a list do, as components/data-table has them. */
const LIST_KEYS = [
  ["search", "/"],
  ["filter", "f"],
  ["next", "j"],
  ["previous", "k"],
  ["open", "Enter"],
  ["peek", "Space"],
  ["copy", "c"],
  ["choose", "x"],
  ["export", "e"],
] as const;

/** Every key there is, by where it works. */
export default function ShortcutsHelp({
  open,
  onOpenChange,
  apple,
  shortcuts,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  apple: boolean;
  shortcuts: boolean;
}) {
  const t = useTranslations("consolePalette.keys");
  const place = useTranslations("console.place");
  return (
    <Dialog shape="wide" open={open} onOpenChange={onOpenChange} title={t("title")}>
      <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
        <div className="flex flex-col gap-5">
          <Keys title={t("everywhere")}>
            <Key keys={[apple ? "⌘" : "Ctrl", "K"]}>{t("palette")}</Key>
            <Key keys={["?"]}>{t("help")}</Key>
            <Key keys={["Esc"]}>{t("close")}</Key>
          </Keys>
          <Keys title={t("inLists")}>
            {LIST_KEYS.map(([name, key]) => (
              <Key key={name} keys={[key]}>
                {t(`list.${name}`)}
              </Key>
            ))}
          </Keys>
        </div>
        <Keys title={t("goTo")}>
          {PLACES.flatMap(({ places }) =>
            places.map(({ key, code }) => (
              <Key key={key} keys={["g", code.slice(-1).toLowerCase()]}>
                {place(key)}
              </Key>
            )),
          )}
        </Keys>
      </div>
      <p className="mt-5 text-ink-2 text-table">
        {t.rich(shortcuts ? "canBeOff" : "off", {
          link: (text) => (
            <Link
              href={"/admin/settings" as Route}
              prefetch={false}
              onClick={() => onOpenChange(false)}
              className="text-brand underline"
            >
              {text}
            </Link>
          ),
        })}
      </p>
    </Dialog>
  );
}

function Keys({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1.5 font-[650] text-table">{title}</h3>
      <dl className="flex flex-col text-table">{children}</dl>
    </section>
  );
}

function Key({ keys, children }: { keys: string[]; children: ReactNode }) {
  return (
    <div className="flex min-h-7 items-center gap-3">
      <dt className="grow text-ink-2">{children}</dt>
      <dd dir="ltr" className="flex gap-1">
        {keys.map((key) => (
          <Kbd key={key}>{key}</Kbd>
        ))}
      </dd>
    </div>
  );
}
