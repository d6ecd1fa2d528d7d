import { CircleCheck } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Card } from "@/components/ui/card";
import type { Mode } from "@/lib/context";
import type { OperatorContext } from "@/lib/gates/operator";
import { countStuck } from "@/lib/inbox/count-stuck";
import { listStuck } from "@/lib/inbox/list-stuck";
import { STUCK_KINDS } from "@/lib/inbox/state";
import { StuckList } from "../inbox/stuck-list";
import { StuckNumber } from "../inbox/stuck-number";

const SHOWN_MAX = 3;

/** What needs a person, the most pressing few; one quiet line when nothing does. */
export async function Attention({ ctx, mode }: { ctx: OperatorContext; mode: Mode }) {
  const now = new Date();
  const [t, inbox, { rows }, counts] = await Promise.all([
    getTranslations("consoleOverview"),
    getTranslations("consoleInbox"),
    listStuck(ctx, { mode, limit: SHOWN_MAX, now }),
    countStuck(ctx, { mode, now }),
  ]);
  if (rows.length === 0) {
    return (
      <p className="flex items-center gap-2 text-ink-2 text-table">
        <CircleCheck aria-hidden className="size-4 text-ok" />
        {t("attentionNone")}
      </p>
    );
  }
  return (
    <Card aria-labelledby="attention">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-b px-4 py-2.5">
        <h2 id="attention" className="font-[650] text-base">
          {t("attention")}
        </h2>
        <ul className="flex grow flex-wrap gap-x-4 text-table">
          {STUCK_KINDS.filter((kind) => counts[kind].count > 0).map((kind) => (
            <li key={kind}>
              <Link
                href={`/admin/inbox?kind=${kind}` as Route}
                prefetch={false}
                className="inline-flex min-h-6 items-center gap-1 text-ink-2 hover:text-brand hover:underline"
              >
                <StuckNumber {...counts[kind]} /> {inbox(`kind.${kind}`)}
              </Link>
            </li>
          ))}
        </ul>
        <Link
          href={"/admin/inbox" as Route}
          prefetch={false}
          className="text-brand text-table hover:underline"
        >
          {t.rich("attentionAll", { n: () => <StuckNumber {...counts.all} /> })}
        </Link>
      </header>
      <StuckList items={rows} now={now} />
    </Card>
  );
}
