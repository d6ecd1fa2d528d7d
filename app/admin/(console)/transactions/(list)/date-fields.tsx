"use client";

import clsx from "clsx";
import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { CheckedInput } from "@/components/data-table/checked-input";
import { useWriting } from "@/components/format/use-writing";
import { localDigits } from "@/lib/i18n/digits";
import { formatTime } from "@/lib/time/format-time";
import { dayStart, RANGE_PRESETS, type RangePreset } from "@/lib/time/tehran-days";
import { readDate } from "./read-date";
import { writeDate } from "./write-date";

/** A period by its name, which takes effect at once, or by its first and last day. */
export default function DateFields({
  range,
  from,
  to,
  onRange,
}: {
  range: RangePreset | null;
  from: string | null;
  to: string | null;
  onRange: (preset: RangePreset) => void;
}) {
  const t = useTranslations("consoleTransactions");
  const writing = useWriting();
  const [first, setFirst] = useState(from === null ? "" : writeDate(from, writing));
  const [last, setLast] = useState(to === null ? "" : writeDate(to, writing));
  const days = { first: readDate(first), last: readDate(last) };
  const crossed = days.first !== null && days.last !== null && days.last < days.first;
  const example = localDigits(t("dateExample"), writing);
  const field = (text: string, set: (text: string) => void) => ({
    value: text,
    onChange: (event: React.ChangeEvent<HTMLInputElement>) =>
      set(localDigits(event.currentTarget.value, writing)),
    inputMode: "text" as const,
    dir: "ltr",
    placeholder: example,
  });
  const told = (iso: string | null) =>
    iso === null ? undefined : formatTime(dayStart(iso), writing, "day");
  return (
    <>
      <ul aria-label={t("filter.date")} className="grid grid-cols-2 gap-1">
        {RANGE_PRESETS.map((preset) => (
          <li key={preset}>
            <button
              type="button"
              onClick={() => onRange(preset)}
              aria-pressed={preset === range}
              className={clsx(
                "flex h-8 w-full cursor-pointer items-center gap-1.5 rounded-control px-2.5 text-table",
                preset === range
                  ? "bg-brand-soft font-[550] text-brand"
                  : "text-ink hover:bg-sunken",
              )}
            >
              {t(`range.${preset}`)}
              {preset === range && <Check aria-hidden className="ms-auto size-3.5" />}
            </button>
          </li>
        ))}
      </ul>
      <div className="grid grid-cols-2 items-start gap-2 border-line border-t pt-3">
        <CheckedInput
          name="from"
          label={t("fromDay")}
          hint={told(days.first)}
          value={days.first ?? ""}
          fault={first.trim() !== "" && days.first === null ? t("noSuchDay") : null}
          input={field(first, setFirst)}
        />
        <CheckedInput
          name="to"
          label={t("toDay")}
          hint={told(days.last)}
          value={days.last ?? ""}
          fault={
            last.trim() !== "" && days.last === null
              ? t("noSuchDay")
              : crossed
                ? t("daysCrossed")
                : null
          }
          input={field(last, setLast)}
        />
      </div>
    </>
  );
}
