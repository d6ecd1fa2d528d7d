"use client";

import { usePathname } from "next/navigation";
import { useEffect, useState } from "react";
import { type Recent, readRecent, recentOf, rememberRecent } from "./recent";

/** A page's title comes a moment after its address. */
const TITLE_MS = 800;

/** The things opened lately, newest first. Watches the address, so every way to open one counts. */
export function useRecent(): Recent[] {
  const pathname = usePathname();
  const [recent, setRecent] = useState<Recent[]>([]);
  useEffect(() => {
    setRecent(readRecent());
    const timer = setTimeout(() => {
      const one = recentOf(pathname, document.title);
      if (one) setRecent(rememberRecent(one));
    }, TITLE_MS);
    return () => clearTimeout(timer);
  }, [pathname]);
  return recent;
}
