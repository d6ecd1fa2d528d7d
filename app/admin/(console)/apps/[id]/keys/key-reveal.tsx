"use client";

import { useRouter } from "next/navigation";
import { createContext, lazy, type ReactNode, Suspense, use, useCallback, useState } from "react";
import type { IssuedPair } from "./issued-pair";
import type { Site } from "./site";

const RevealWindow = lazy(async () => ({
  default: (await import("./reveal-window")).RevealWindow,
}));

const Reveal = createContext<(pair: IssuedPair) => void>(() => {});

/** Shows a pair that was just made, once. */
export const useReveal = () => use(Reveal);

/**
 * Holds a new pair above everything on the page that may be rendered anew, until it is saved. Only in
 * this component's memory: nothing of it is in an address, a store or, once closed, in the page.
 */
export function KeyReveal({ site, children }: { site: Site; children: ReactNode }) {
  const router = useRouter();
  const [pair, setPair] = useState<IssuedPair | null>(null);
  const show = useCallback((made: IssuedPair) => setPair(made), []);
  return (
    <Reveal value={show}>
      {children}
      {pair && (
        <Suspense>
          <RevealWindow
            pair={pair}
            site={site}
            onClose={() => {
              setPair(null);
              // The button that began it may be gone.
              document.querySelector<HTMLElement>("main h1")?.focus({ preventScroll: true });
              router.refresh();
            }}
          />
        </Suspense>
      )}
    </Reveal>
  );
}
