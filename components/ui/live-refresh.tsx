"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const GROWTH = 1.15;
const EVERY_MS_MAX = 30_000;
/** A page forgotten in a tab stops asking. */
const FOR_MS_MAX = 30 * 60_000;

/**
 * Renders the page anew while something on it may still change: often at first, then less. Waits while
 * the page is out of sight and begins afresh when it is looked at again. Leave it out of the page when
 * nothing moves any more, and it stops.
 */
export function LiveRefresh({ everyMs = 2000 }: { everyMs?: number }) {
  const router = useRouter();
  useEffect(() => {
    const startedAt = performance.now();
    let wait = everyMs;
    let timer: ReturnType<typeof setTimeout>;
    const turn = () => {
      if (performance.now() - startedAt > FOR_MS_MAX) return;
      if (!document.hidden) {
        router.refresh();
        wait = Math.min(wait * GROWTH, EVERY_MS_MAX);
      }
      timer = setTimeout(turn, wait);
    };
    const onSight = () => {
      if (document.hidden) return;
      clearTimeout(timer);
      wait = everyMs;
      turn();
    };
    timer = setTimeout(turn, wait);
    document.addEventListener("visibilitychange", onSight);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onSight);
    };
  }, [router, everyMs]);
  return null;
}
