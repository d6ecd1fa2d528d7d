"use client";

import { Popover as Base } from "@base-ui/react/popover";
import type { ReactNode, RefObject } from "react";

/** The window of a `Popover`: fetched when one is first opened (see popover.tsx). */
export default function PopoverWindow({
  open,
  onOpenChange,
  opener,
  label,
  children,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  opener: RefObject<HTMLElement | null>;
  label: string;
  children: ReactNode;
}) {
  return (
    <Base.Root modal="trap-focus" open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Base.Portal>
        <Base.Positioner anchor={opener} align="start" sideOffset={6} className="z-50">
          <Base.Popup
            aria-label={label}
            finalFocus={opener}
            className="w-72 max-w-[calc(100vw-2rem)] rounded-tile border border-line bg-surface p-3 text-sm shadow-float outline-none"
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
