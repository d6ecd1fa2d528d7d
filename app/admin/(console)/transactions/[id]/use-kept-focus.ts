import { useEffect, useRef } from "react";

/**
 * Keeps the keyboard's place where buttons come and go: when the one that was pressed is no longer
 * offered, the group it stood in takes the focus. `offered` names what is there now.
 */
export function useKeptFocus(offered: string) {
  const group = useRef<HTMLElement>(null);
  const pressed = useRef(false);
  const before = useRef(offered);
  useEffect(() => {
    if (before.current === offered) return;
    before.current = offered;
    if (pressed.current && document.activeElement === document.body) {
      group.current?.focus({ preventScroll: true });
    }
    pressed.current = false;
  });
  const onClickCapture = () => {
    pressed.current = true;
  };
  return { ref: group, onClickCapture };
}
