/** A key on the keyboard. Its sign is in the system's font: ours has no ⌘. */
export function Kbd({ children }: { children: string }) {
  return (
    <kbd
      dir="ltr"
      className="rounded border border-line bg-surface px-1.5 font-[system-ui] text-caption text-ink-3"
    >
      {children}
    </kbd>
  );
}
