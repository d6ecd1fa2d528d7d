"use client";

import { Check, Info, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Code } from "@/components/format/code";
import { isLoopback, judgeOrigin } from "@/lib/apps/judge-origin";

/** What becomes of one line of the origins: said by the judge that the API asks. */
export function OriginVerdict({
  id,
  text,
  isRepeat = false,
  onInstead,
}: {
  id: string;
  text: string;
  isRepeat?: boolean;
  /** Takes the origin that was probably meant. */
  onInstead: (origin: string) => void;
}) {
  const t = useTranslations("consoleAppForm");
  const verdict = text === "" ? null : judgeOrigin(text);
  return (
    <div id={id} aria-live="polite" className="mt-1 min-h-5 text-meta">
      {verdict?.refusal && (
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-danger">
          <span className="flex items-center gap-1">
            <X aria-hidden className="size-3.5 shrink-0" />
            <span>
              {t.rich(`originRefusal.${verdict.refusal}`, {
                c: (text) => <bdi dir="ltr">{text}</bdi>,
              })}
            </span>
          </span>
          {verdict.instead !== null && (
            <button
              type="button"
              onClick={() => onInstead(verdict.instead as string)}
              className="cursor-pointer rounded-control text-brand underline underline-offset-4"
            >
              {t.rich("useInstead", {
                origin: () => <Code>{verdict.instead as string}</Code>,
              })}
            </button>
          )}
        </span>
      )}
      {verdict?.origin && <Accepted {...{ text, isRepeat }} origin={verdict.origin} />}
    </div>
  );
}

function Accepted({ text, origin, isRepeat }: { text: string; origin: string; isRepeat: boolean }) {
  const t = useTranslations("consoleAppForm");
  if (isRepeat) {
    return (
      <span className="flex items-center gap-1 text-warn">
        <Info aria-hidden className="size-3.5 shrink-0" />
        {t("originTwice")}
      </span>
    );
  }
  const isLocal = isLoopback(new URL(origin).hostname) && origin.startsWith("http:");
  return (
    <span className="flex flex-wrap items-center gap-x-1 text-ok">
      <Check aria-hidden className="size-3.5 shrink-0" />
      {t(isLocal ? "originLocal" : "originOk")}
      {origin !== text && (
        <span className="text-ink-2">
          {t("originNormalized")} <Code>{origin}</Code>
        </span>
      )}
    </span>
  );
}
