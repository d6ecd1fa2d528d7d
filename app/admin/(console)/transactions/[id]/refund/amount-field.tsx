"use client";

import { useTranslations } from "next-intl";
import { useWriting } from "@/components/format/use-writing";
import { TextField } from "@/components/ui/field";
import { formatRial, formatToman } from "@/lib/money/format-money";
import { readToman } from "./read-toman";

/** An amount in Toman as it is typed, grouped once the field is left, with the same in Rials below. */
export function AmountField({
  text,
  onChange,
  bounds,
}: {
  text: string;
  onChange: (text: string) => void;
  bounds: { min: bigint; max: bigint };
}) {
  const t = useTranslations("consoleRefundDialog");
  const writing = useWriting();
  const rials = readToman(text);
  const inToman = (amount: bigint) => amountText(formatToman(amount, writing));
  return (
    <TextField
      name="amount"
      label={t("amount")}
      hint={
        rials === null || rials === 0n
          ? t("amountHint", { min: inToman(bounds.min), max: inToman(bounds.max) })
          : t("equals", { amount: amountText(formatRial(rials, writing)) })
      }
      inputMode="numeric"
      autoComplete="off"
      autoFocus
      dir="ltr"
      className="[&_input]:font-[550] [&_input]:text-sm rtl:[&_input]:text-right"
      value={text}
      onChange={(event) => onChange(event.target.value)}
      onBlur={() => {
        if (rials !== null) onChange(formatToman(rials, writing).value);
      }}
    />
  );
}

/** An amount and its unit as one text. */
export const amountText = ({ value, unit }: { value: string; unit: string }) => `${value} ${unit}`;
