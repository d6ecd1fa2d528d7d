import Link from "next/link";
import { useTranslations } from "next-intl";
import { Ago } from "@/components/format/ago";
import { Money } from "@/components/format/money";
import { Monogram } from "@/components/ui/monogram";
import type { StuckItem } from "@/lib/inbox/stuck-item";
import { itemHref } from "./item-href";
import { StuckAction } from "./stuck-action";
import { StuckKindBadge } from "./stuck-kind";
import { StuckNote, StuckText } from "./stuck-text";

/** What needs a person: what happened, how much it is about, since when, and what to do. */
export function StuckList({ items, now }: { items: StuckItem[]; now: Date }) {
  const t = useTranslations("consoleInbox.column");
  return (
    <ul className="divide-y divide-line">
      {items.map((item) => (
        <li
          key={item.id}
          className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 text-table sm:flex-nowrap"
        >
          <span className="w-32 shrink-0">
            <StuckKindBadge kind={item.kind} />
          </span>
          <div className="min-w-0 grow basis-full sm:basis-0">
            <Sentence item={item} />
            <p className="mt-0.5 flex flex-wrap items-center gap-x-3 text-ink-3 text-meta">
              {item.app && (
                <span className="inline-flex items-center gap-1.5">
                  <Monogram id={item.app.id} name={item.app.name} />
                  <bdi>{item.app.name}</bdi>
                </span>
              )}
              {item.kind !== "key" && (
                <span>
                  <span className="sr-only">{t("age")} </span>
                  <Ago at={item.since} nowMs={now.getTime()} />
                </span>
              )}
              <span>
                <StuckNote item={item} />
              </span>
            </p>
          </div>
          {item.amountRials !== null && (
            <span className="shrink-0 font-[550] sm:w-36 sm:text-right">
              <Money compact rials={item.amountRials} />
            </span>
          )}
          <span className="ms-auto shrink-0 text-end sm:w-32">
            <StuckAction item={item} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function Sentence({ item }: { item: StuckItem }) {
  const href = itemHref(item);
  const text = <StuckText item={item} />;
  if (href === null) return <span className="font-[550]">{text}</span>;
  return (
    <Link href={href} prefetch={false} className="font-[550] hover:text-brand hover:underline">
      {text}
    </Link>
  );
}
