"use client";

import clsx from "clsx";
import { ChevronDown, ChevronUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { Density } from "@/lib/operators/state";

const DENSITIES: readonly Density[] = ["compact", "default", "relaxed"];
const STEP =
  "grid size-7 cursor-pointer place-items-center rounded-control text-ink-3 hover:bg-line/60 hover:text-ink disabled:cursor-default disabled:opacity-30";

type ColumnChoice<Id extends string> = {
  /** Every column there is; those out of sight stand in this order. */
  all: readonly Id[];
  shown: readonly Id[];
  text: (id: Id) => string;
  density: Density;
  onShown: (ids: Id[]) => void;
  onDensity: (density: Density) => void;
  onReset: () => void;
};

/** Which columns a list has, in what order, and how tall its rows are. Takes effect at once. */
export function ColumnChoices<Id extends string>({
  all,
  shown,
  text,
  density,
  onShown,
  onDensity,
  onReset,
}: ColumnChoice<Id>) {
  const t = useTranslations("ui");
  const hidden = all.filter((id) => !shown.includes(id));
  return (
    <div className="-m-3 flex max-h-[min(34rem,70dvh)] flex-col">
      <fieldset className="border-line border-b px-3 pt-2.5 pb-3">
        <legend className="float-start mb-2 w-full font-[550] text-table">{t("density")}</legend>
        <div className="clear-both grid grid-cols-3 rounded-tile bg-sunken p-0.5">
          {DENSITIES.map((one) => (
            <label
              key={one}
              className="grid h-7 cursor-pointer place-items-center rounded-control text-ink-2 text-meta has-checked:bg-surface has-checked:font-[650] has-checked:text-ink has-checked:shadow-raised has-focus-visible:outline-2 has-focus-visible:outline-brand"
            >
              <input
                type="radio"
                name="density"
                checked={density === one}
                onChange={() => onDensity(one)}
                className="sr-only"
              />
              {t(`densities.${one}`)}
            </label>
          ))}
        </div>
      </fieldset>
      <ul aria-label={t("columns")} className="min-h-0 grow overflow-y-auto p-1.5">
        {[...shown, ...hidden].map((id) => {
          const place = shown.indexOf(id);
          const on = place >= 0;
          return (
            <li key={id} className="flex items-center rounded-control hover:bg-sunken">
              <label
                className={clsx(
                  "flex min-h-8 grow cursor-pointer items-center gap-2.5 px-1.5 text-table",
                  !on && "text-ink-2",
                )}
              >
                <input
                  type="checkbox"
                  checked={on}
                  // A list without columns shows nothing to click on.
                  disabled={on && shown.length === 1}
                  onChange={() => onShown(on ? shown.filter((one) => one !== id) : [...shown, id])}
                  className="size-4 cursor-pointer accent-brand-solid"
                />
                {text(id)}
              </label>
              {on && (
                <>
                  <Step
                    icon={ChevronUp}
                    label={t("moveUp", { what: text(id) })}
                    disabled={place === 0}
                    onClick={() => onShown(swapped(shown, place - 1))}
                  />
                  <Step
                    icon={ChevronDown}
                    label={t("moveDown", { what: text(id) })}
                    disabled={place === shown.length - 1}
                    onClick={() => onShown(swapped(shown, place))}
                  />
                </>
              )}
            </li>
          );
        })}
      </ul>
      <div className="border-line border-t p-1.5">
        <Button tone="ghost" size="sm" onClick={onReset}>
          {t("resetColumns")}
        </Button>
      </div>
    </div>
  );
}

function Step({
  icon: Icon,
  label,
  ...rest
}: {
  icon: typeof ChevronUp;
  label: string;
  disabled: boolean;
  onClick: () => void;
}) {
  return (
    <button type="button" aria-label={label} title={label} className={STEP} {...rest}>
      <Icon aria-hidden className="size-4" />
    </button>
  );
}

/** The list with the member at `place` and the one after it the other way round. */
function swapped<T>(list: readonly T[], place: number): T[] {
  const next = [...list];
  next.splice(place + 1, 0, ...next.splice(place, 1));
  return next;
}
