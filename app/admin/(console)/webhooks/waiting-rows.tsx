"use client";

import clsx from "clsx";
import type { ReactNode } from "react";
import { useListNavigation } from "@/components/data-table/list-navigation";

/** The rows in sight, dimmed while others are on their way; an answer that comes at once does not flicker. */
export function WaitingRows({ children }: { children: ReactNode }) {
  const { pending } = useListNavigation();
  return (
    <div
      aria-busy={pending}
      className={clsx("transition-opacity duration-150", pending && "opacity-55 delay-150")}
    >
      {children}
    </div>
  );
}
