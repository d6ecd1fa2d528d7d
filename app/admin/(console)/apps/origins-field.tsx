"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { InlineCode } from "@/components/format/code";
import { useWriting } from "@/components/format/use-writing";
import { useFormTouch } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { FieldGroup } from "@/components/ui/field";
import { normalizeOrigin } from "@/lib/apps/normalize-origin";
import { localDigits } from "@/lib/i18n/digits";
import { OriginVerdict } from "./origin-verdict";
import { ReturnTester } from "./return-tester";

const ORIGINS_MAX = 50;

type Line = { key: number; text: string };

/** The app's origins, one a line. Each says at once in which form it will be kept, or why it is refused. */
export function OriginsField({ origins }: { origins: string[] }) {
  const t = useTranslations("consoleAppForm");
  const writing = useWriting();
  const touch = useFormTouch();
  const list = useRef<HTMLUListElement>(null);
  const keys = useRef(0);
  const lineOf = (text: string): Line => ({ key: keys.current++, text });
  const [lines, setLines] = useState<Line[]>(() =>
    (origins.length > 0 ? origins : [""]).map((text) => lineOf(text)),
  );

  function change(key: number, text: string) {
    // A list pasted into one line is that many lines.
    const texts = text.split(/[\n,]+/).map((part) => part.trim());
    const [first = "", ...rest] = texts.length > 1 ? texts.filter(Boolean) : [text];
    setLines((now) =>
      now
        .flatMap((line) =>
          line.key === key ? [{ key, text: first }, ...rest.map(lineOf)] : [line],
        )
        .slice(0, ORIGINS_MAX),
    );
  }
  function focusLast() {
    requestAnimationFrame(() =>
      [...(list.current?.querySelectorAll("input") ?? [])].at(-1)?.focus(),
    );
  }

  const taken = lines.map(({ text }) => normalizeOrigin(text));
  return (
    <>
      <FieldGroup
        name="return_origins"
        label={t("originsLegend")}
        hint={t.rich("originsHint", { c: (text) => <InlineCode>{text}</InlineCode> })}
      >
        <ul ref={list} className="flex flex-col gap-3">
          {lines.map(({ key, text }, index) => {
            const number = localDigits(String(index + 1), writing);
            const origin = taken[index] ?? null;
            const isRepeat = origin !== null && taken.indexOf(origin) < index;
            return (
              <li key={key}>
                <div className="flex gap-1.5">
                  <input
                    name="return_origins[]"
                    value={text}
                    dir="ltr"
                    inputMode="url"
                    autoCapitalize="off"
                    autoComplete="off"
                    spellCheck={false}
                    maxLength={255}
                    placeholder="https://shop.example"
                    aria-label={t("originNumber", { n: number })}
                    aria-describedby={`origin-${key}`}
                    aria-invalid={text !== "" && origin === null}
                    onChange={(event) => change(key, event.target.value)}
                    onPaste={(event) => {
                      const pasted = event.clipboardData.getData("text");
                      if (!/[\n,]/.test(pasted.trim())) return;
                      event.preventDefault();
                      touch();
                      change(key, pasted);
                    }}
                    className="h-9 w-full min-w-0 rounded-control border border-line-strong bg-surface px-3 font-mono text-ink text-meta placeholder:text-ink-3 aria-invalid:border-danger"
                  />
                  <button
                    type="button"
                    disabled={lines.length === 1}
                    aria-label={t("removeOrigin", { n: number })}
                    title={t("removeOrigin", { n: number })}
                    onClick={() => {
                      touch();
                      setLines((now) => now.filter((line) => line.key !== key));
                      focusLast();
                    }}
                    className="grid size-9 shrink-0 cursor-pointer place-items-center rounded-control text-ink-3 hover:bg-sunken hover:text-ink disabled:invisible"
                  >
                    <X aria-hidden className="size-4" />
                  </button>
                </div>
                <OriginVerdict
                  id={`origin-${key}`}
                  text={text}
                  isRepeat={isRepeat}
                  onInstead={(instead) => {
                    touch();
                    change(key, instead);
                  }}
                />
              </li>
            );
          })}
        </ul>
        <Button
          size="sm"
          className="mt-3"
          disabled={lines.length >= ORIGINS_MAX}
          onClick={() => {
            setLines((now) => [...now, lineOf("")]);
            focusLast();
          }}
        >
          <Plus aria-hidden />
          {t("addOrigin")}
        </Button>
      </FieldGroup>
      <ReturnTester origins={taken.filter((origin) => origin !== null)} />
    </>
  );
}
