"use client";

import { lazy, type ReactElement, type ReactNode, Suspense } from "react";
import { useOpener } from "./use-opener";

const loadParts = () => import("./menu-parts");
const MenuList = lazy(async () => ({ default: (await loadParts()).MenuList }));
/** An act in a menu. */
export const MenuItem = lazy(async () => ({ default: (await loadParts()).MenuItem }));
/** A place in a menu; `render` is the link that leads there. */
export const MenuLink = lazy(async () => ({ default: (await loadParts()).MenuLink }));
/** A line between groups. */
export const MenuSeparator = lazy(async () => ({ default: (await loadParts()).MenuSeparator }));

/**
 * A list of acts and places behind one button. Modal: the page behind cannot be reached meanwhile. Its
 * code comes when it is first opened.
 */
export function Menu({ trigger, children }: { trigger: ReactElement; children: ReactNode }) {
  const { element, opener, open, setOpen, opened } = useOpener(
    trigger,
    "menu",
    () => void loadParts(),
    {},
  );
  return (
    <>
      {element}
      <Suspense>
        {opened && (
          <MenuList open={open} onOpenChange={setOpen} opener={opener}>
            {children}
          </MenuList>
        )}
      </Suspense>
    </>
  );
}
