"use client";

import { useEffect, useState } from "react";
import type { Mode } from "@/lib/context";
import type { Hit } from "@/lib/search/hit";

/** People type faster than they want to be searched for. */
const DEBOUNCE_MS = 160;
const CHARS_MIN = 2;

export type Search = { state: "idle" | "searching" | "done" | "failed"; hits: Hit[] };
const IDLE: Search = { state: "idle", hits: [] };

/** What the server finds for a text; the last hits stay until the next ones are there. */
export function useHits(text: string, mode: Mode): Search {
  const [search, setSearch] = useState(IDLE);
  const q = text.trim();
  useEffect(() => {
    if (q.length < CHARS_MIN) return setSearch(IDLE);
    setSearch(({ hits }) => ({ state: "searching", hits }));
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const address = `/admin/palette?${new URLSearchParams({ q, mode })}`;
        const response = await fetch(address, { signal: abort.signal });
        if (!response.ok) throw new Error(`search answered ${response.status}`);
        const { hits } = (await response.json()) as { hits: Hit[] };
        if (!abort.signal.aborted) setSearch({ state: "done", hits });
      } catch {
        // Aborted means that a newer search is on; anything else is told.
        if (!abort.signal.aborted) setSearch({ state: "failed", hits: [] });
      }
    }, DEBOUNCE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [q, mode]);
  return search;
}
