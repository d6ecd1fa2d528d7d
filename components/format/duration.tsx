import { Code } from "./code";

/** How long something took: `840 ms`, `1.2 s`. For machines' times, so in Latin. */
export function Duration({ ms }: { ms: number }) {
  return (
    <Code className="whitespace-nowrap">
      {ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`}
    </Code>
  );
}
