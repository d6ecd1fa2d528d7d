import { useTranslations } from "next-intl";
import { RadioCards } from "@/components/ui/radio-cards";

/** What becomes of money that comes after a payment's end. */
export function LateField({ value }: { value: "return" | "accept" }) {
  const t = useTranslations("consoleAppForm");
  return (
    <RadioCards
      name="late_payment"
      label={t("lateLegend")}
      defaultValue={value}
      cards={[
        { value: "return", title: t("lateReturn"), text: t("lateReturnText") },
        { value: "accept", title: t("lateAccept"), text: t("lateAcceptText") },
      ]}
    />
  );
}
