import { getTranslations } from "next-intl/server";
import { Digits } from "@/components/format/digits";
import type { Mode } from "@/lib/context";
import type { OperatorContext } from "@/lib/gates/operator";
import { countStuck } from "@/lib/inbox/count-stuck";

/** How much waits in the inbox, beside its name in the sidebar. Nothing when nothing waits. */
export async function InboxBadge({ ctx, mode }: { ctx: OperatorContext; mode: Mode }) {
  const [t, { all }] = await Promise.all([getTranslations("console"), countStuck(ctx, { mode })]);
  if (all.count === 0) return null;
  return (
    <span className="rounded-full bg-warn-soft px-1.5 font-[550] text-caption text-warn">
      <span className="sr-only">{t("waiting")}</span> <Digits>{all.count}</Digits>
      {all.more && "+"}
    </span>
  );
}
