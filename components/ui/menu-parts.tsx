"use client";

import { Menu as Base } from "@base-ui/react/menu";
import clsx from "clsx";
import type { ReactElement, ReactNode, RefObject } from "react";

/** The list of a `Menu`: fetched when one is first opened (see menu.tsx). */
export function MenuList({
  open,
  onOpenChange,
  opener,
  children,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  opener: RefObject<HTMLElement | null>;
  children: ReactNode;
}) {
  return (
    <Base.Root modal open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Base.Portal>
        <Base.Positioner anchor={opener} align="end" sideOffset={6} className="z-50 outline-none">
          <Base.Popup
            finalFocus={opener}
            className="min-w-44 rounded-tile border border-line bg-surface p-1 text-sm shadow-float outline-none"
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

const ITEM =
  "flex w-full cursor-pointer select-none items-center gap-2 rounded-control px-2.5 py-1.5 text-start text-table outline-none data-[highlighted]:bg-sunken [&_svg]:size-4 [&_svg]:text-ink-3";

export function MenuItem({
  onClick,
  danger = false,
  disabled = false,
  children,
}: {
  onClick: () => void;
  danger?: boolean;
  disabled?: boolean;
  children: ReactNode;
}) {
  return (
    <Base.Item
      onClick={onClick}
      disabled={disabled}
      className={clsx(ITEM, danger && "text-danger", disabled && "opacity-50")}
    >
      {children}
    </Base.Item>
  );
}

export function MenuLink({ render, children }: { render: ReactElement; children: ReactNode }) {
  return (
    <Base.LinkItem render={render} className={ITEM}>
      {children}
    </Base.LinkItem>
  );
}

export function MenuSeparator() {
  return <Base.Separator className="mx-2 my-1 border-line border-t" />;
}
