"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";

/** A page that takes longer than this to come has been given up on. */
const WAITED_MS = 15_000;

/** After going to another page the focus stands on its heading, as after a page load. */
export function FocusHeading() {
  const pathname = usePathname();
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    return focusHeading();
  }, [pathname]);
  return null;
}

/**
 * Focus the page's heading, now or when it comes: a page that is still loading has none, or one that goes
 * away with the placeholder. Until the reader does something of their own. @returns what ends it
 */
function focusHeading(): () => void {
  let focused: Element | null = null;
  const focus = () => {
    const heading = document.querySelector<HTMLElement>("main h1");
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (!heading || heading === focused || (focused && !lost)) return;
    focused = heading;
    heading.focus({ preventScroll: true });
  };
  const observer = new MutationObserver(focus);
  const end = () => {
    clearTimeout(timer);
    observer.disconnect();
    for (const act of ACTS) document.removeEventListener(act, end, true);
  };
  const timer = setTimeout(end, WAITED_MS);
  for (const act of ACTS) document.addEventListener(act, end, true);
  observer.observe(document.body, { childList: true, subtree: true });
  focus();
  return end;
}

const ACTS = ["keydown", "pointerdown"] as const;
