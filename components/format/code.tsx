import clsx from "clsx";

/**
 * Anything that is copied or compared character by character: ids, keys, headers, paths. Isolated and
 * left-to-right, or right-to-left text around it would reorder its parts.
 */
export function Code({ children, className }: { children: string; className?: string }) {
  return (
    <bdi dir="ltr" className={clsx("font-mono text-[0.9em]", className)}>
      {children}
    </bdi>
  );
}

/** Code inside a sentence, on its own faint ground. */
export function InlineCode({ children }: { children: React.ReactNode }) {
  return (
    <code
      dir="ltr"
      className="rounded bg-sunken px-1.5 py-0.5 font-mono text-[0.85em] text-ink [unicode-bidi:isolate]"
    >
      {children}
    </code>
  );
}
