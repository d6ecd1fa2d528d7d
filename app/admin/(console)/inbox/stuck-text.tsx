import { useTranslations } from "next-intl";
import { Code } from "@/components/format/code";
import { ShortId } from "@/components/format/short-id";
import { Time } from "@/components/format/time";
import { useWriting } from "@/components/format/use-writing";
import { formatCount } from "@/lib/i18n/format-number";
import type { StuckItem } from "@/lib/inbox/stuck-item";

/** What happened, in a sentence. */
export function StuckText({ item }: { item: StuckItem }) {
  const t = useTranslations("consoleInbox.cases");
  const writing = useWriting();
  const { payment, url, key, tries } = item;
  return t.rich(item.what, {
    order: () => <Code className="wrap-anywhere">{payment?.orderId ?? item.id}</Code>,
    url: () => <Code className="wrap-anywhere">{url ?? item.id}</Code>,
    key: () => <ShortId>{key?.publicId ?? item.id}</ShortId>,
    ends: () => key && <Time at={key.expiresAt} />,
    tries: formatCount(tries ?? 0, writing),
  });
}

/** What else is known of it, smaller: a site's last answer, a key's last use. */
export function StuckNote({ item: { lastStatus, key } }: { item: StuckItem }) {
  const t = useTranslations("consoleInbox");
  if (lastStatus !== null) {
    return t.rich("lastStatus", { code: () => <Code>{`HTTP ${lastStatus}`}</Code> });
  }
  const used = key?.lastUsedAt;
  return used ? t.rich("lastUsed", { time: () => <Time at={used} /> }) : null;
}
