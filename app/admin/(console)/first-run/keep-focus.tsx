"use client";

import { type ReactNode, useEffect, useRef } from "react";

/** Takes the focus when what held it was replaced by this: the keyboard goes on here, not at the top. */
export function KeepFocus({ children }: { children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) place.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div ref={place} tabIndex={-1} className="flex flex-col gap-5 outline-none">
      {children}
    </div>
  );
}
