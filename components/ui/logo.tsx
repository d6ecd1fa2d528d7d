/** The mark: two banks of a river and the one bridge between them. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={className}>
      <rect width="32" height="32" rx="8" fill="var(--brand-solid)" />
      <path
        d="M7 21.5h18M9.5 21.5a6.5 6.5 0 0 1 13 0M16 9.5v5.5"
        fill="none"
        stroke="var(--on-brand)"
        strokeWidth="2.5"
        strokeLinecap="round"
      />
    </svg>
  );
}
