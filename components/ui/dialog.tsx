"use client";

import {
  cloneElement,
  createContext,
  lazy,
  type ReactElement,
  type ReactNode,
  Suspense,
  use,
} from "react";
import type { DialogShape } from "./dialog-window";
import { useOpener } from "./use-opener";

const loadWindow = () => import("./dialog-window");
const DialogWindow = lazy(loadWindow);

const Close = createContext<() => void>(() => {});

type DialogProps = {
  /** The element that opens it; focus returns there. Absent when `open` is the caller's. */
  trigger?: ReactElement;
  open?: boolean;
  /** Refuse to close by not setting `open`. */
  onOpenChange?: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  shape?: DialogShape;
  /** Without the cross: the dialog closes by its own buttons only. */
  closable?: boolean;
  children: ReactNode;
};

/** A modal window: traps focus, gives it back, closes by Escape. Its code comes when it is first opened. */
export function Dialog({
  trigger,
  title,
  description,
  shape = "center",
  closable = true,
  children,
  ...given
}: DialogProps) {
  const { element, opener, open, setOpen, opened } = useOpener(
    trigger,
    "dialog",
    () => void loadWindow(),
    given,
  );
  return (
    <>
      {element}
      <Suspense>
        {opened && (
          <DialogWindow
            open={open}
            onOpenChange={setOpen}
            {...{ opener, title, description, shape, closable }}
          >
            <Close value={() => setOpen(false)}>{children}</Close>
          </DialogWindow>
        )}
      </Suspense>
    </>
  );
}

/** The buttons at the end of a dialog, always in sight: the act first in reading order, the way out after it. */
export function DialogFooter({ children }: { children: ReactNode }) {
  return (
    <div className="sticky -bottom-4 z-10 -mx-5 -mb-4 mt-5 flex flex-wrap gap-2 border-line border-t bg-sunken px-5 py-3">
      {children}
    </div>
  );
}

/** A button that closes the dialog it stands in. */
export function DialogClose({ children }: { children: ReactElement }) {
  const close = use(Close);
  return cloneElement(children as ReactElement<{ onClick: () => void }>, { onClick: close });
}
