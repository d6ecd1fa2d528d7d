"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import clsx from "clsx";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactElement, ReactNode } from "react";

const SHAPES = {
  center:
    "start-1/2 top-[12dvh] max-h-[80dvh] w-[30rem] max-w-[calc(100vw-2rem)] -translate-x-1/2 rounded-card rtl:translate-x-1/2 data-[starting-style]:opacity-0 data-[ending-style]:opacity-0",
  wide: "start-1/2 top-[8dvh] max-h-[86dvh] w-[44rem] max-w-[calc(100vw-2rem)] -translate-x-1/2 rounded-card rtl:translate-x-1/2 data-[starting-style]:opacity-0 data-[ending-style]:opacity-0",
  // Comes in from the end of the line, over the page it is about.
  sheet:
    "inset-y-0 end-0 h-dvh w-[30rem] max-w-[calc(100vw-2rem)] rounded-s-card data-[starting-style]:translate-x-full data-[ending-style]:translate-x-full rtl:data-[starting-style]:-translate-x-full rtl:data-[ending-style]:-translate-x-full",
  drawer:
    "inset-y-0 start-0 h-dvh w-72 max-w-[calc(100vw-3rem)] rounded-e-card data-[starting-style]:-translate-x-full data-[ending-style]:-translate-x-full rtl:data-[starting-style]:translate-x-full rtl:data-[ending-style]:translate-x-full",
} as const;

type DialogProps = {
  /** The element that opens it; focus returns there. Absent when `open` is the caller's. */
  trigger?: ReactElement;
  open?: boolean;
  /** Refuse to close by not setting `open`. */
  onOpenChange?: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  shape?: keyof typeof SHAPES;
  /** Without the cross: the dialog closes by its own buttons only. */
  closable?: boolean;
  children: ReactNode;
};

/** A modal window: traps focus, gives it back, closes by Escape. */
export function Dialog({
  trigger,
  open,
  onOpenChange,
  title,
  description,
  shape = "center",
  closable = true,
  children,
}: DialogProps) {
  const t = useTranslations("ui");
  return (
    <Base.Root
      {...(open === undefined ? {} : { open })}
      {...(onOpenChange ? { onOpenChange: (next: boolean) => onOpenChange(next) } : {})}
    >
      {trigger && <Base.Trigger render={trigger} />}
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-black/30 transition-opacity duration-150 data-[ending-style]:opacity-0 data-[starting-style]:opacity-0 dark:bg-black/60" />
        <Base.Popup
          className={clsx(
            "fixed z-50 flex flex-col overflow-hidden border border-line bg-surface shadow-float outline-none transition-[opacity,translate] duration-150 ease-out",
            SHAPES[shape],
          )}
        >
          <header className="flex items-start gap-3 border-line border-b px-5 py-4">
            <div className="min-w-0 grow">
              <Base.Title className="font-[650] text-lg leading-snug">{title}</Base.Title>
              {description && (
                <Base.Description render={<div />} className="mt-1 text-ink-2 text-table">
                  {description}
                </Base.Description>
              )}
            </div>
            {closable && (
              <Base.Close
                aria-label={t("close")}
                className="grid size-8 shrink-0 cursor-pointer place-items-center rounded-control text-ink-3 hover:bg-sunken hover:text-ink"
              >
                <X aria-hidden className="size-4" />
              </Base.Close>
            )}
          </header>
          <div className="min-h-0 grow overflow-y-auto px-5 py-4">{children}</div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** The buttons at the end of a dialog: the act first in reading order, the way out after it. */
export function DialogFooter({ children }: { children: ReactNode }) {
  return (
    <div className="-mx-5 -mb-4 mt-5 flex flex-wrap gap-2 border-line border-t bg-sunken px-5 py-3">
      {children}
    </div>
  );
}

/** A button that closes the dialog it stands in. */
export function DialogClose({ children }: { children: ReactElement }) {
  return <Base.Close render={children} />;
}
