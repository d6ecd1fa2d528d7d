"use client";

import { CSPProvider } from "@base-ui/react/csp-provider";
import { DirectionProvider } from "@base-ui/react/direction-provider";
import type { ReactNode } from "react";
import { Toaster } from "@/components/ui/toaster";

/** What every client component of the console stands on. */
export function Providers({
  direction,
  children,
}: {
  direction: "rtl" | "ltr";
  children: ReactNode;
}) {
  return (
    // Without it popups open to the wrong side in right-to-left pages.
    <DirectionProvider direction={direction}>
      {/* The few rules it would inline are in globals.css: our policy lets no inline style through. */}
      <CSPProvider disableStyleElements>
        {children}
        <Toaster />
      </CSPProvider>
    </DirectionProvider>
  );
}
