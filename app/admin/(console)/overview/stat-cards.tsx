import clsx from "clsx";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Money } from "@/components/format/money";
import { useWriting } from "@/components/format/use-writing";
import { Card } from "@/components/ui/card";
import { formatCount, formatPercent } from "@/lib/i18n/format-number";
import type { Figures } from "@/lib/usage/get-figures";
import { averageRials, changeOf, successRate } from "@/lib/usage/totals";
import { Change } from "./change";

/** The four figures of a period, each beside the period before. */
export function StatCards({ figures: { total, previous } }: { figures: Figures }) {
  const t = useTranslations("consoleOverview.stat");
  const writing = useWriting();
  const count = (n: number) => formatCount(n, writing);
  const before = previous.total;
  const [rate, rateBefore] = [successRate(total), successRate(before)];
  const [average, averageBefore] = [averageRials(total), averageRials(before)];
  return (
    <div className="grid grid-cols-2 gap-3 xl:grid-cols-4">
      <Stat
        wide
        name={t("volume")}
        change={<Change by={changeOf(total.paidRials, before.paidRials)} />}
        note={
          total.refundedRials > 0n &&
          t.rich("refunded", { amount: () => <Money compact rials={total.refundedRials} /> })
        }
      >
        <Money compact rials={total.paidRials} />
      </Stat>
      <Stat
        name={t("paid")}
        change={<Change by={changeOf(total.paid, before.paid)} />}
        note={t("ofTries", { n: count(total.tries) })}
      >
        {count(total.paid)}
      </Stat>
      <Stat
        name={t("rate")}
        change={
          <Change points by={rate !== null && rateBefore !== null ? rate - rateBefore : null} />
        }
        note={t("ofEnded", { n: count(total.ended) })}
      >
        {rate === null ? "—" : formatPercent(rate, writing)}
      </Stat>
      <Stat
        wide
        name={t("average")}
        change={
          <Change
            by={average !== null && averageBefore ? changeOf(average, averageBefore) : null}
          />
        }
      >
        {average === null ? "—" : <Money compact rials={roundToman(average)} />}
      </Stat>
    </div>
  );
}

/** An average of whole Rials seldom is a whole Toman, and nobody asks for its last Rial. */
const roundToman = (rials: bigint) => ((rials + 5n) / 10n) * 10n;

function Stat({
  name,
  change,
  note,
  wide = false,
  children,
}: {
  name: string;
  change: ReactNode;
  note?: ReactNode;
  /** Its figure may be long: on a phone it has a row of its own. */
  wide?: boolean;
  children: ReactNode;
}) {
  return (
    <Card className={clsx("flex min-w-0 flex-col px-4 py-3.5", wide && "max-sm:col-span-2")}>
      <h3 className="text-ink-2 text-meta">{name}</h3>
      <p className="mt-0.5 font-bold text-lg leading-normal sm:text-xl">{children}</p>
      <p className="mt-1 text-meta">{change}</p>
      {note && <p className="text-ink-3 text-meta">{note}</p>}
    </Card>
  );
}
