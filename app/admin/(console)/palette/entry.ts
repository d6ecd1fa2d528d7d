import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

/** One line of the palette. */
export type Entry = {
  /** Unique among all. */
  value: string;
  icon: LucideIcon;
  label: string;
  /** Shown instead of the plain label. */
  content?: ReactNode;
  /** Smaller, after the label. */
  note?: ReactNode;
  /** At the end of the line: a state, a shortcut. */
  end?: ReactNode;
  /** Other words it is found by. */
  keywords?: string;
  run: () => void;
};

export type EntryGroup = { value: string; items: Entry[] };
