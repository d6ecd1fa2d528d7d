"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import clsx from "clsx";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode, RefObject } from "react";

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
export type DialogShape = keyof typeof SHAPES;

/** The window of a `Dialog`: fetched when one is first opened (see dialog.tsx). */
export default function DialogWindow({
  open,
  onOpenChange,
  opener,
  title,
  description,
  shape,
  closable,
  children,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Gets the focus back. */
  opener: RefObject<HTMLElement | null>;
  title: ReactNode;
  description?: ReactNode;
  shape: DialogShape;
  closable: boolean;
  children: ReactNode;
}) {
  const t = useTranslations("ui");
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-black/30 transition-opacity duration-150 data-[ending-style]:opacity-0 data-[starting-style]:opacity-0 dark:bg-black/60" />
        <Base.Popup
          {...(opener.current ? { finalFocus: opener } : {})}
          className={clsx(
            "fixed z-50 flex flex-col overflow-hidden border border-line bg-surface text-sm shadow-float outline-none transition-[opacity,translate] duration-150 ease-out",
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
