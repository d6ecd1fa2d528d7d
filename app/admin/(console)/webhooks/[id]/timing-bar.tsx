import { useTranslations } from "next-intl";
import { Duration } from "@/components/format/duration";
import { Badge } from "@/components/ui/badge";
import type { DeliveryDetail } from "@/lib/webhooks/serialize";
import { type TimingPart, timingParts } from "./timing-parts";

const HEIGHT = 8;
const FILLS: Record<TimingPart["name"], string> = {
  dns: "fill-refund",
  connect: "fill-info",
  tls: "fill-warn",
  firstByte: "fill-brand-solid",
  rest: "fill-line-strong",
};

/** Where an attempt's time went, as a bar with its legend. Nothing where it is not known. */
export function TimingBar({ attempt }: { attempt: DeliveryDetail["attempts"][number] }) {
  const t = useTranslations("consoleWebhooks.timing");
  const timing = timingParts(attempt);
  if (!timing) return null;
  const { parts, totalMs, reused } = timing;
  let before = 0;
  const spans = parts.map((part) => {
    const from = before;
    before += part.ms;
    return { ...part, from: share(from, totalMs), width: share(part.ms, totalMs) };
  });
  return (
    <div>
      <svg aria-hidden width="100%" height={HEIGHT} className="block rtl:-scale-x-100">
        <rect width="100%" height={HEIGHT} rx="2" className="fill-sunken" />
        {spans.map(({ name, from, width }) => (
          <rect key={name} x={from} width={width} height={HEIGHT} className={FILLS[name]} />
        ))}
      </svg>
      <ul className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1 text-ink-2 text-meta">
        {parts.map(({ name, ms }) => (
          <li key={name} className="flex items-center gap-1.5">
            <svg aria-hidden width="8" height="8">
              <rect width="8" height="8" rx="2" className={FILLS[name]} />
            </svg>
            {t(name)}
            <Duration ms={ms} />
          </li>
        ))}
        {reused && (
          <li>
            <Badge>{t("reused")}</Badge>
          </li>
        )}
      </ul>
    </div>
  );
}

const share = (ms: number, totalMs: number) =>
  `${totalMs === 0 ? 0 : Math.round((ms * 10_000) / totalMs) / 100}%`;
