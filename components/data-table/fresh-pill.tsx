"use client";

import { ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useWriting } from "@/components/format/use-writing";
import { formatCount } from "@/lib/i18n/format-number";
import { useListNavigation } from "./list-navigation";

const EVERY_MS = 12_000;
const GROWTH = 1.3;
const EVERY_MS_MAX = 60_000;
/** A page forgotten in a tab stops asking. */
const FOR_MS_MAX = 60 * 60_000;

export type Fresh = { count: number; more: boolean };

/**
 * Says how many rows there are that the list in sight does not show yet, and shows them when asked to:
 * nothing moves under the pointer. `url` answers `Fresh`; it is asked less and less, and not while the page
 * is out of sight.
 */
export function FreshPill({ url }: { url: string }) {
  const t = useTranslations("ui");
  const writing = useWriting();
  const { refresh, pending } = useListNavigation();
  const [fresh, setFresh] = useState<Fresh>({ count: 0, more: false });

  useEffect(() => {
    setFresh({ count: 0, more: false });
    const startedAt = performance.now();
    const stop = new AbortController();
    let wait = EVERY_MS;
    let timer: ReturnType<typeof setTimeout>;
    const turn = async () => {
      if (performance.now() - startedAt > FOR_MS_MAX) return;
      if (!document.hidden) {
        const found = await ask(url, stop.signal);
        if (found) setFresh(found);
        wait = Math.min(wait * GROWTH, EVERY_MS_MAX);
      }
      if (!stop.signal.aborted) timer = setTimeout(turn, wait);
    };
    timer = setTimeout(turn, wait);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [url]);

  const text = t(fresh.more ? "freshRowsMore" : "freshRows", {
    n: formatCount(fresh.count, writing),
  });
  return (
    <div role="status" className="pointer-events-none sticky top-16 z-20 flex h-0 justify-center">
      {fresh.count > 0 && (
        <button
          type="button"
          onClick={refresh}
          aria-disabled={pending}
          className="pointer-events-auto -mt-4 inline-flex h-8 cursor-pointer items-center gap-1.5 rounded-full bg-brand-solid px-3.5 font-[550] text-meta text-on-brand shadow-float hover:bg-brand-hover"
        >
          <ArrowUp aria-hidden className="size-3.5" />
          {text}
        </button>
      )}
    </div>
  );
}

/** Null when there was no answer: what one sees is as old as it was, and the next turn asks again. */
async function ask(url: string, signal: AbortSignal): Promise<Fresh | null> {
  try {
    const response = await fetch(url, { signal, headers: { Accept: "application/json" } });
    return response.ok ? ((await response.json()) as Fresh) : null;
  } catch {
    return null;
  }
}
