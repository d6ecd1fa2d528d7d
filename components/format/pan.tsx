import { Code } from "./code";
import { groupPan } from "./group-pan";

/** A masked card number, in groups of four. */
export function Pan({ children }: { children: string }) {
  return <Code className="whitespace-nowrap">{groupPan(children)}</Code>;
}
