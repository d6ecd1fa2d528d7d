import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useWriting } from "@/components/format/use-writing";
import { Card } from "@/components/ui/card";
import { DirIcon } from "@/components/ui/dir-icon";
import { Section } from "@/components/ui/section";
import type { Mode } from "@/lib/context";
import { formatCount } from "@/lib/i18n/format-number";
import { KeyRow } from "./key-row";
import { isWorking, type KeyView } from "./key-view";

/** An app's keys of one mode: those that work, and folded away those that no longer do. */
export function KeySection({
  appId,
  mode,
  keys,
  isArchived,
  mayWrite,
  nowMs,
}: {
  appId: string;
  mode: Mode;
  keys: KeyView[];
  isArchived: boolean;
  mayWrite: boolean;
  nowMs: number;
}) {
  const t = useTranslations("consoleKeys");
  const writing = useWriting();
  const working = keys.filter(isWorking);
  const ended = keys.filter((key) => !isWorking(key));
  const isOnly = working.length === 1;
  const rowsOf = (some: KeyView[]) => (
    <Card>
      <ul>
        {some.map((item) => (
          <KeyRow key={item.id} item={item} {...{ appId, mayWrite, isOnly, nowMs }} />
        ))}
      </ul>
    </Card>
  );
  return (
    <Section title={t(`mode.${mode}`)}>
      {working.length > 0 ? (
        rowsOf(working)
      ) : (
        <p className="rounded-card border border-line border-dashed px-5 py-6 text-ink-2 text-table">
          {t(isArchived ? "noneArchived" : `none.${mode}`)}
        </p>
      )}
      {ended.length > 0 && (
        <details className="group mt-3">
          <summary className="flex w-fit cursor-pointer items-center gap-1 rounded-control py-1 text-ink-2 text-table hover:text-ink">
            <DirIcon
              icon={ChevronRight}
              className="size-4 transition-transform group-open:rotate-90 rtl:group-open:-rotate-90"
            />
            {t("ended", { n: formatCount(ended.length, writing) })}
          </summary>
          <div className="mt-2">{rowsOf(ended)}</div>
        </details>
      )}
    </Section>
  );
}
