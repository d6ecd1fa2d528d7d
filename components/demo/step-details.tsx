import { useTranslations } from "next-intl";
import { CodeBlock } from "@/components/ui/code-block";
import type { DemoOrder } from "@/lib/demo/get-demo-order";
import { isCheck } from "./step-checks";

type Step = DemoOrder["steps"][number];

/** Everything that travelled in a step, folded away: names and values as on the wire, and the raw text. */
export function StepDetails({ step }: { step: Step }) {
  const t = useTranslations("demo");
  const told = step.detail.filter(({ label }) => !isCheck(label));
  if (told.length === 0 && !step.raw) return null;
  return (
    <details className="mt-2">
      <summary className="inline-flex min-h-7 cursor-pointer items-center rounded-control px-2 text-brand text-sm hover:bg-brand-soft">
        {t("details")}
      </summary>
      <div className="mt-2 flex flex-col gap-3">
        <dl dir="ltr" className="rounded-card border border-line bg-surface px-4 py-2 text-start">
          {told.map(({ label, value }) => (
            <div
              key={label}
              className="flex gap-4 py-1 font-mono text-[0.8125rem] max-sm:flex-col max-sm:gap-0"
            >
              <dt className="w-36 shrink-0 text-ink-3">{label}</dt>
              <dd className="min-w-0 break-all">{value}</dd>
            </div>
          ))}
        </dl>
        {step.raw && (
          <CodeBlock
            title={step.key === "webhook" ? t("rawBody") : t("signedText")}
            code={step.key === "webhook" ? indent(step.raw) : step.raw}
          />
        )}
      </div>
    </details>
  );
}

/** JSON for reading; what is no JSON stays as it came. */
function indent(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
