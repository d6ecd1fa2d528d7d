/** What a receiver answered, as it came; long answers scroll. */
export function ResponseBody({ children }: { children: string }) {
  return (
    <pre
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
      tabIndex={0}
      dir="ltr"
      className="max-h-64 overflow-auto whitespace-pre-wrap break-words rounded-tile border border-line bg-sunken px-3 py-2 text-start font-mono text-meta"
    >
      {children}
    </pre>
  );
}
