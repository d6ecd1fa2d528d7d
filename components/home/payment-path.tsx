import { BadgeCheck, Landmark, type LucideIcon, PenLine, Webhook } from "lucide-react";
import { useTranslations } from "next-intl";
import { Digits } from "@/components/format/digits";

const STEPS = [
  { key: "step1", icon: PenLine },
  { key: "step2", icon: Landmark },
  { key: "step3", icon: BadgeCheck },
  { key: "step4", icon: Webhook },
] as const satisfies { key: string; icon: LucideIcon }[];

/** What happens to a payment, in four steps along one line. */
export function PaymentPath() {
  const t = useTranslations("home");
  return (
    <section aria-labelledby="path" className="border-line border-t py-12">
      <h2 id="path" className="font-[650] text-xl">
        {t("stepsTitle")}
      </h2>
      <ol className="mt-8 grid gap-x-8 gap-y-8 sm:grid-cols-2 lg:grid-cols-4">
        {STEPS.map(({ key, icon: Icon }, index) => (
          <li key={key} className="relative">
            {index < STEPS.length - 1 && (
              <span
                aria-hidden
                className="absolute start-14 end-0 top-5 border-line border-t max-lg:hidden"
              />
            )}
            <span className="grid size-10 place-items-center rounded-card bg-brand-soft text-brand">
              <Icon aria-hidden className="size-5" />
            </span>
            <h3 className="mt-4 font-[650]">
              <span className="text-ink-3">
                <Digits>{index + 1}</Digits>.
              </span>{" "}
              {t(key)}
            </h3>
            <p className="mt-1.5 text-ink-2 text-sm">{t(`${key}Text`)}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
