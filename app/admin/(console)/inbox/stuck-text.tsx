import { useLocale, useTranslations } from "next-intl";
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
  const { payment, url, key, tries, token, rule } = item;
  return t.rich(item.what, {
    order: () => <Code className="wrap-anywhere">{payment?.orderId ?? item.id}</Code>,
    url: () => <Code className="wrap-anywhere">{url ?? item.id}</Code>,
    key: () => <ShortId>{key?.publicId ?? item.id}</ShortId>,
    ends: () => key && <Time at={key.expiresAt} />,
    token: () => <Code className="wrap-anywhere">{token ?? item.id}</Code>,
    rule: () => <Code>{rule?.id ?? item.id}</Code>,
    count: formatCount(rule?.broken ?? 0, writing),
    tries: formatCount(tries ?? 0, writing),
  });
}

/** What else is known of it, smaller: the provider's or a site's last answer, a key's last use. */
export function StuckNote({ item: { lastStatus, key, said, rule } }: { item: StuckItem }) {
  const t = useTranslations("consoleInbox");
  if (said) return <Said said={said} />;
  if (rule) {
    const key = `rule.${rule.id}` as "rule.I1";
    return t.has(key) ? t(key) : <bdi>{rule.says}</bdi>;
  }
  if (lastStatus !== null) {
    return t.rich("lastStatus", { code: () => <Code>{`HTTP ${lastStatus}`}</Code> });
  }
  const used = key?.lastUsedAt;
  return used ? t.rich("lastUsed", { time: () => <Time at={used} /> }) : null;
}

/** The provider's last answer about it, in its code and in words. */
function Said({ said: { words } }: { said: NonNullable<StuckItem["said"]> }) {
  const t = useTranslations("consoleInbox");
  const session = useTranslations("consoleTransactionAct.session");
  const locale = useLocale();
  if (!words) return t("saidNothing");
  return t.rich("said", {
    answer: () => (
      <>
        <Code>{words.code}</Code> <bdi>{words.state ? session(words.state) : words[locale]}</bdi>
      </>
    ),
  });
}
