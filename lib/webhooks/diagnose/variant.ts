import type { Finding } from "./findings";

/** One thing that a receiver may have used, and what is wrong with it: nothing for the right one. */
export type Variant<T> = {
  value: T;
  findings: Finding[];
  /** Usual enough to be looked for beside two other mistakes. */
  common: boolean;
};
