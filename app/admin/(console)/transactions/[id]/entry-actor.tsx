import { useTranslations } from "next-intl";
import { Code } from "@/components/format/code";
import type { TimelineActor } from "@/lib/transactions/timeline/entry";

/** Who did it; a shopper's own steps say so in their titles. Outside administrators are known by their token's subject. */
export function EntryActor({ actor }: { actor: TimelineActor }) {
  const t = useTranslations("consoleTransaction.line");
  const { type, id, name } = actor;
  if (type === "system") return t("bySystem");
  if (type === "shopper") return null;
  if (type === "app") {
    return t.rich("byKey", { key: () => <Code>{name ?? id ?? ""}</Code> });
  }
  if (name) return t.rich("by", { who: () => <bdi>{name}</bdi> });
  return t.rich("byOutside", { who: () => <Code>{id ?? ""}</Code> });
}
