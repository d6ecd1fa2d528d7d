import { Code } from "./code";

const START_CHARS = 8;
const END_CHARS = 4;

/** An id with its middle left out: its kind, when it was made, and enough of its end to tell it apart. */
export function ShortId({ children }: { children: string }) {
  const short =
    children.length > START_CHARS + END_CHARS + 3
      ? `${children.slice(0, START_CHARS)}…${children.slice(-END_CHARS)}`
      : children;
  return (
    <span title={children}>
      <Code className="whitespace-nowrap">{short}</Code>
    </span>
  );
}
