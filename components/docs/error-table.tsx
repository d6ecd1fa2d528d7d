import { useTranslations } from "next-intl";
import { Code } from "@/components/format/code";
import { Badge } from "@/components/ui/badge";
import { DocsTable, RowHead } from "./prose";

type Row = { reason: string; persian: string; english: string };

/** The reasons of one error code. Each row is an anchor, named as the reason is on the wire. */
export function ErrorTable({
  code,
  status,
  reasons,
}: {
  code: string;
  status: number;
  reasons: Row[];
}) {
  const t = useTranslations("docs");
  const heading = `code-${code}`;
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading} className="mb-3 flex items-center gap-3 text-lg">
        <Badge tone={status >= 500 ? "danger" : "warn"}>
          <Code>{String(status)}</Code>
        </Badge>
        <Code className="font-[650]">{code}</Code>
      </h2>
      <DocsTable
        even
        head={[
          t("errorsReason"),
          <span key="fa" dir="rtl" className="block text-start">
            {t("errorsPersian")}
          </span>,
          <span key="en" dir="ltr" className="block text-start">
            {t("errorsEnglish")}
          </span>,
        ]}
      >
        {reasons.map(({ reason, persian, english }) => (
          <tr key={reason} id={reason} className="scroll-mt-24 target:bg-brand-soft">
            <RowHead>
              <a href={`#${reason}`} className="hover:text-brand">
                <Code>{reason}</Code>
              </a>
            </RowHead>
            <td lang="fa" dir="rtl">
              {persian}
            </td>
            <td lang="en" dir="ltr" className="text-ink-2">
              {english}
            </td>
          </tr>
        ))}
      </DocsTable>
    </section>
  );
}
