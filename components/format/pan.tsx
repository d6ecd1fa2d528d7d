import { Code } from "./code";
import { groupPan, shortPan } from "./group-pan";

/** A masked card number, in groups of four; `short` leaves its middle out. */
export function Pan({ children, short = false }: { children: string; short?: boolean }) {
  return (
    <Code className="whitespace-nowrap">{short ? shortPan(children) : groupPan(children)}</Code>
  );
}
