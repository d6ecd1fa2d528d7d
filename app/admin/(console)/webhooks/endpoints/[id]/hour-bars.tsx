import { useTranslations } from "next-intl";
import { useWriting } from "@/components/format/use-writing";
import { formatCount } from "@/lib/i18n/format-number";
import { formatTime } from "@/lib/time/format-time";
import type { EndpointHour } from "@/lib/webhooks/metrics/endpoint-hours";

const HEIGHT = 48;
/** Of an hour's place; the rest is the gap beside it. */
const BAR_SHARE = 0.72;

/** Tries by the hour: those that were taken, and on top of them those that failed. Oldest at the left. */
export function HourBars({ hours }: { hours: EndpointHour[] }) {
  const t = useTranslations("consoleWebhooks");
  const writing = useWriting();
  const most = Math.max(1, ...hours.map(({ delivered, failed }) => delivered + failed));
  const place = 100 / hours.length;
  const height = (count: number) => (count === 0 ? 0 : Math.max(2, (count / most) * HEIGHT));
  return (
    <svg
      role="img"
      aria-label={t("hourBars")}
      width="100%"
      height={HEIGHT + 1}
      className="block border-line border-b"
    >
      {hours.map(({ at, delivered, failed }, index) => {
        const x = `${index * place + (place * (1 - BAR_SHARE)) / 2}%`;
        const width = `${place * BAR_SHARE}%`;
        const taken = height(delivered);
        const missed = height(failed);
        return (
          <g key={at.getTime()}>
            <title>
              {t("hourBar", {
                time: formatTime(at, writing, "minute"),
                delivered: formatCount(delivered, writing),
                failed: formatCount(failed, writing),
              })}
            </title>
            <rect x={`${index * place}%`} width={`${place}%`} height={HEIGHT} fill="transparent" />
            <rect {...{ x, width }} y={HEIGHT - taken} height={taken} className="fill-ok" />
            <rect
              {...{ x, width }}
              y={HEIGHT - taken - missed}
              height={missed}
              className="fill-danger"
            />
          </g>
        );
      })}
    </svg>
  );
}
