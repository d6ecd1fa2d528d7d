"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { AmountField } from "@/components/data-table/amount-field";

/** From an amount to an amount, in Toman. */
export default function AmountFields({ min, max }: { min: number | null; max: number | null }) {
  const t = useTranslations("consoleTransactions");
  const [from, setFrom] = useState(min === null ? "" : String(min));
  const [to, setTo] = useState(max === null ? "" : String(max));
  const crossed = from !== "" && to !== "" && Number(to) < Number(from);
  return (
    <fieldset className="flex flex-col gap-2.5">
      <legend className="mb-1.5 font-[550] text-table">{t("filter.amountToman")}</legend>
      <AmountField name="min" label={t("atLeast")} value={from} onValue={setFrom} fault={null} />
      <AmountField
        name="max"
        label={t("atMost")}
        value={to}
        onValue={setTo}
        fault={crossed ? t("amountsCrossed") : null}
      />
    </fieldset>
  );
}
