import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button";
import type { StuckItem } from "@/lib/inbox/stuck-item";
import { ActButton } from "./act-button";
import { itemHref } from "./item-href";

/** The recommended act. Who may not do it is led to where it can be seen. */
export function StuckAction({ item }: { item: StuckItem }) {
  const t = useTranslations("consoleInbox.action");
  const { name, allowed } = item.action;
  const act = allowed && (name === "recheck" || name === "resend") ? name : null;
  if (act) {
    return (
      <ActButton act={act} id={item.id}>
        {t(act)}
      </ActButton>
    );
  }
  const open = item.kind === "delivery" ? "open_delivery" : "open_transaction";
  return (
    <Link href={itemHref(item)} prefetch={false} className={buttonClass({ size: "sm" })}>
      {t(name === "recheck" || name === "resend" ? open : name)}
    </Link>
  );
}
