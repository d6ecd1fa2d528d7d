"use client";

import { lazy, type ReactElement, type ReactNode, Suspense } from "react";
import { useOpener } from "./use-opener";

const loadWindow = () => import("./popover-window");
const PopoverWindow = lazy(loadWindow);

/**
 * A small window at the button that opened it, e.g. the form of one filter. Focus goes in and returns.
 * Its code comes when it is first opened.
 */
export function Popover({
  trigger,
  label,
  preload,
  children,
  ...given
}: {
  trigger: ReactElement;
  /** What a screen reader calls the window. */
  label: string;
  /** Fetches what the children need, as soon as the window seems wanted. */
  preload?: () => unknown;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  children: ReactNode;
}) {
  const { element, opener, open, setOpen, opened } = useOpener(
    trigger,
    "dialog",
    () => {
      void loadWindow();
      preload?.();
    },
    given,
  );
  return (
    <>
      {element}
      <Suspense>
        {opened && (
          <PopoverWindow open={open} onOpenChange={setOpen} opener={opener} label={label}>
            {children}
          </PopoverWindow>
        )}
      </Suspense>
    </>
  );
}
