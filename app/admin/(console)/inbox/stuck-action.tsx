import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button";
import { NoteButton } from "@/components/ui/note-button";
import type { StuckItem } from "@/lib/inbox/stuck-item";
import { resolve } from "../transactions/[id]/decide/actions";
import { ActButton } from "./act-button";
import { itemHref } from "./item-href";

/** The recommended act. Who may not do it is led to where it can be seen, if it can be. */
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
  if (name === "resolve" && allowed) return <Resolve id={item.id} />;
  const href = itemHref(item);
  if (href === null) return null;
  const open = item.kind === "delivery" ? "open_delivery" : "open_transaction";
  const leads = name === "recheck" || name === "resend" || name === "resolve" ? open : name;
  return (
    <Link href={href} prefetch={false} className={buttonClass({ size: "sm" })}>
      {t(leads)}
    </Link>
  );
}

/** Closes an alert with a note of what was done about it. */
function Resolve({ id }: { id: string }) {
  const t = useTranslations("consoleDecide");
  return (
    <NoteButton
      action={resolve}
      fields={{ id }}
      title={t("resolve.ask")}
      consequences={t("resolve.will")}
      note={{ label: t("note"), hint: t("resolve.noteHint"), required: true }}
      confirm={t("resolve.title")}
      danger={false}
      look={{ size: "sm" }}
      told={{ resolved: { tone: "ok", title: t("resolve.done") } }}
    >
      {t("resolve.title")}
    </NoteButton>
  );
}
