"use client";

import { useEffect, useRef } from "react";

/** A letter after `g` goes to another page and means nothing here. */
const PREFIX_MS = 1200;
const OWN_KEYS =
  'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"]';

export type ListKeys = {
  /** Acts on the row that has the cursor, by its id. */
  onPeek: (id: string) => void;
  onCopy: (id: string) => void;
  onExport: () => void;
  onSearch: () => void;
  onFilters: () => void;
};

/**
 * One-key commands of a list: `j` `k` and arrows move, Enter opens (the row is a link), Space peeks, `c`
 * copies, `/` searches, `f` filters, `e` exports. The cursor is the focus itself: a screen reader follows.
 * By the key's place (`event.code`), since a Persian layout has other letters there.
 */
export function useListKeys(enabled: boolean, keys: ListKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    if (!enabled) return;
    let prefixAt = Number.NEGATIVE_INFINITY;
    const listen = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : document.body;
      const modified = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
      if (event.defaultPrevented || event.isComposing || modified || target.closest(OWN_KEYS))
        return;
      const afterPrefix = event.timeStamp - prefixAt < PREFIX_MS;
      prefixAt = event.code === "KeyG" ? event.timeStamp : Number.NEGATIVE_INFINITY;
      if (!afterPrefix && act(event.code, target, latest.current)) event.preventDefault();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [enabled]);
}

/** True when the key meant something. */
function act(code: string, target: Element, keys: ListKeys): boolean {
  const row = target.closest<HTMLElement>("a[data-row]");
  const id = row?.dataset.row;
  // Arrows scroll the page, unless the focus is on a row or nowhere in particular.
  const idle = target === document.body || target.matches("h1");
  if (code === "KeyJ" || (code === "ArrowDown" && (row || idle))) return move(row, 1);
  if (code === "KeyK" || (code === "ArrowUp" && row)) return move(row, -1);
  if (code === "Space" && id) keys.onPeek(id);
  else if (code === "KeyC" && id) keys.onCopy(id);
  else if (code === "KeyE") keys.onExport();
  else if (code === "Slash") keys.onSearch();
  else if (code === "KeyF") keys.onFilters();
  else return false;
  return true;
}

/** From no row to the first one; at the ends it stays. */
function move(from: HTMLElement | null, step: 1 | -1): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>("a[data-row]")];
  const next = from ? rows[rows.indexOf(from) + step] : rows[0];
  next?.focus();
  next?.closest("tr")?.scrollIntoView({ block: "nearest" });
  return true;
}
