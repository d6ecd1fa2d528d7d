import clsx from "clsx";

const TONES = [
  "bg-brand-soft text-brand",
  "bg-ok-soft text-ok",
  "bg-warn-soft text-warn",
  "bg-info-soft text-info",
  "bg-refund-soft text-refund",
  "bg-danger-soft text-danger",
] as const;

/** A tile with the first letter of a name; the same id has the same colour everywhere. */
export function Monogram({ id, name }: { id: string; name: string }) {
  let sum = 0;
  for (const char of id) sum = (sum * 31 + char.charCodeAt(0)) % 997;
  return (
    <span
      aria-hidden
      className={clsx(
        "inline-grid size-5 shrink-0 place-items-center rounded-control font-bold text-caption leading-none",
        TONES[sum % TONES.length],
      )}
    >
      {[...name.trim()][0]}
    </span>
  );
}
