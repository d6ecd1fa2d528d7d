"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { PLACES } from "@/components/console/places";

/** How long `g` waits for the letter of a place. */
const PREFIX_MS = 1200;
/** Where letters are typed, or a window has the keyboard. */
const BUSY =
  'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

const BY_CODE = new Map(PLACES.flatMap(({ places }) => places.map((one) => [one.code, one.href])));

/**
 * The console's keys: Ctrl K or ⌘ K everywhere, and where nothing is being typed `g` with a place's
 * letter, and `?`. By the key's place (`event.code`): a Persian layout has other letters there.
 * @param single whether the keys without Ctrl are on; an operator may have them off
 */
export function usePaletteKeys(single: boolean, open: (what: "search" | "help") => void): void {
  const router = useRouter();
  const latest = useRef(open);
  useEffect(() => {
    latest.current = open;
  });
  useEffect(() => {
    let prefixAt = Number.NEGATIVE_INFINITY;
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const { code, ctrlKey, metaKey, altKey, shiftKey } = event;
      if (code === "KeyK" && (ctrlKey || metaKey) && !altKey && !shiftKey) {
        event.preventDefault();
        return latest.current("search");
      }
      const target = event.target instanceof Element ? event.target : document.body;
      if (!single || ctrlKey || metaKey || altKey || target.closest(BUSY)) return;
      const afterPrefix = event.timeStamp - prefixAt < PREFIX_MS;
      prefixAt = code === "KeyG" && !shiftKey ? event.timeStamp : Number.NEGATIVE_INFINITY;
      const place = afterPrefix && !shiftKey ? BY_CODE.get(code as `Key${string}`) : undefined;
      if (place) {
        event.preventDefault();
        prefixAt = Number.NEGATIVE_INFINITY;
        router.push(place as Route);
      } else if (code === "Slash" && shiftKey) {
        event.preventDefault();
        latest.current("help");
      }
    };
    const asked = () => latest.current("search");
    document.addEventListener("keydown", listen);
    window.addEventListener("palette:open", asked);
    return () => {
      document.removeEventListener("keydown", listen);
      window.removeEventListener("palette:open", asked);
    };
  }, [router, single]);
}
