"use client";

import {
  cloneElement,
  type FocusEvent,
  type PointerEvent,
  type ReactElement,
  type Ref,
  startTransition,
  useEffect,
  useRef,
  useState,
} from "react";

type OpenerProps = {
  ref?: Ref<HTMLElement>;
  onClick?: () => void;
  onPointerEnter?: (event: PointerEvent) => void;
  onFocus?: (event: FocusEvent) => void;
  "aria-haspopup"?: "dialog" | "menu";
  "aria-expanded"?: boolean;
};

/**
 * A press beside what is open closes it. When that press was on the opener, its click arrives within
 * this time and must not open it again.
 */
const ONE_PRESS_MS = 300;

/**
 * The state of something that opens, and the element that opens it. What opens is fetched on first use:
 * `preload` runs when the pointer or the focus reaches the opener, so that it is there when pressed.
 * @param given the caller's own state, when it has one
 */
export function useOpener(
  trigger: ReactElement | undefined,
  kind: "dialog" | "menu",
  preload: () => void,
  given: { open?: boolean; onOpenChange?: (open: boolean) => void },
) {
  const opener = useRef<HTMLElement>(null);
  const [own, setOwn] = useState(false);
  const open = given.open ?? own;
  const closedAt = useRef(Number.NEGATIVE_INFINITY);
  const setOpen = (next: boolean) => {
    if (!next) closedAt.current = performance.now();
    setOwn(next);
    given.onOpenChange?.(next);
  };
  // Stays after the first time: closing is shown too. As a transition it waits for what must be fetched
  // and shows it at once; a fallback in between would hold it back for React's 300 ms.
  const [opened, setOpened] = useState(open);
  useEffect(() => {
    if (open) startTransition(() => setOpened(true));
  }, [open]);
  const element =
    trigger &&
    cloneElement(trigger as ReactElement<OpenerProps>, {
      ref: opener,
      onClick: () => {
        if (performance.now() - closedAt.current > ONE_PRESS_MS) setOpen(!open);
      },
      onPointerEnter: preload,
      onFocus: preload,
      "aria-haspopup": kind,
      "aria-expanded": open,
    });
  return { element, opener, open, setOpen, opened };
}
