import type { ReactNode } from "react";
import { SiteFooter } from "./site-footer";
import { SiteHeader } from "./site-header";

/** The frame of the public pages. The console and the shopper pages have their own. */
export function SiteShell({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <SiteHeader />
      <main id="content" className="mx-auto w-full max-w-6xl px-4 sm:px-7">
        {children}
      </main>
      <SiteFooter />
    </div>
  );
}
