import clsx from "clsx";
import type { ReactNode } from "react";
import { FieldGroup } from "./field";

export type RadioCard = {
  value: string;
  title: ReactNode;
  /** What choosing it means. */
  text?: ReactNode;
  disabled?: boolean;
};

/** One of a few, each with room to say what choosing it means. Native radio buttons: arrows move. */
export function RadioCards({
  name,
  label,
  hint,
  cards,
  value,
  defaultValue,
  onChange,
  inline = false,
}: {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  cards: readonly RadioCard[];
  value?: string;
  defaultValue?: string;
  onChange?: (value: string) => void;
  /** Beside each other where there is room. */
  inline?: boolean;
}) {
  return (
    <FieldGroup name={name} label={label} hint={hint}>
      <div className={clsx("grid gap-2", inline && "sm:grid-flow-col sm:auto-cols-fr")}>
        {cards.map((card) => (
          <label
            key={card.value}
            className={clsx(
              "flex items-start gap-2.5 rounded-tile border border-line-strong bg-surface px-3 py-2.5 text-table",
              "has-[:checked]:border-brand has-[:checked]:bg-brand-soft has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-brand has-[:focus-visible]:outline-offset-2",
              card.disabled ? "cursor-not-allowed opacity-60" : "cursor-pointer",
            )}
          >
            <input
              type="radio"
              name={name}
              value={card.value}
              disabled={card.disabled}
              {...(value === undefined
                ? { defaultChecked: card.value === defaultValue }
                : { checked: card.value === value })}
              onChange={() => onChange?.(card.value)}
              className="mt-1 size-4 shrink-0 cursor-pointer accent-brand-solid outline-none"
            />
            <span className="min-w-0">
              <span className="font-[550]">{card.title}</span>
              {card.text && <span className="block text-ink-2 text-meta">{card.text}</span>}
            </span>
          </label>
        ))}
      </div>
    </FieldGroup>
  );
}
