"use client";

import { Menu as Base } from "@base-ui/react/menu";
import clsx from "clsx";
import type { ReactElement, ReactNode } from "react";

/** A list of acts and places behind one button. Modal: the page behind cannot be reached meanwhile. */
export function Menu({ trigger, children }: { trigger: ReactElement; children: ReactNode }) {
  return (
    <Base.Root modal>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align="end" sideOffset={6} className="z-50 outline-none">
          <Base.Popup className="min-w-44 rounded-tile border border-line bg-surface p-1 shadow-float outline-none">
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

const ITEM =
  "flex w-full cursor-pointer select-none items-center gap-2 rounded-control px-2.5 py-1.5 text-start text-table outline-none data-[highlighted]:bg-sunken [&_svg]:size-4 [&_svg]:text-ink-3";

/** An act in a menu. */
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

/** A place in a menu; `render` is the link that leads there. */
export function MenuLink({ render, children }: { render: ReactElement; children: ReactNode }) {
  return (
    <Base.LinkItem render={render} className={ITEM}>
      {children}
    </Base.LinkItem>
  );
}

/** A line between groups. */
export function MenuSeparator() {
  return <Base.Separator className="mx-2 my-1 border-line border-t" />;
}
