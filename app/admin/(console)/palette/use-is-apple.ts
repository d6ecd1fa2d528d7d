"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Whether the keyboard has ⌘. The server cannot know and says no. */
export function useIsApple(): boolean {
  return useSyncExternalStore(
    never,
    () => /Mac|iPhone|iPad/.test(navigator.userAgent),
    () => false,
  );
}
