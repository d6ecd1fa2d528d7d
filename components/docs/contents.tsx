import { useTranslations } from "next-intl";

const SECTIONS = {
  start: "startTitle",
  signing: "signTitle",
  request: "requestTitle",
  states: "statesTitle",
  return: "returnTitle",
  webhooks: "webhookTitle",
  events: "feedTitle",
  inquiry: "inquiryTitle",
  refunds: "refundTitle",
  errors: "errorsTitle",
  test: "testTitle",
  local: "localTitle",
  operating: "operateTitle",
  legal: "legalTitle",
} as const;

/** The guide's table of contents; beside the text on wide screens. */
export function DocsContents() {
  const t = useTranslations("docs");
  return (
    <nav aria-label={t("contents")} className="text-sm max-lg:hidden">
      <div className="sticky top-24">
        <p className="font-[650] text-ink-3 text-xs">{t("contents")}</p>
        <ul className="mt-3 flex flex-col border-line border-s">
          {Object.entries(SECTIONS).map(([id, title]) => (
            <li key={id}>
              <a
                href={`#${id}`}
                className="-ms-px block border-transparent border-s py-1 ps-4 text-ink-2 hover:border-brand hover:text-ink"
              >
                {t(title)}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </nav>
  );
}
