import { getTranslations } from "next-intl/server";
import { ErrorTable } from "@/components/docs/error-table";
import { Prose } from "@/components/docs/prose";
import { SiteShell } from "@/components/shell/site-shell";
import { ERROR_REASONS, ERROR_STATUS, type ErrorCode } from "@/lib/errors";
import { messagesIn } from "@/lib/i18n/messages";

export async function generateMetadata() {
  const t = await getTranslations("docs");
  return { title: t("errorsPageTitle") };
}

/** Where every error's `doc_url` leads: the closed list, written from the code itself. */
export default async function ErrorsPage() {
  const t = await getTranslations("docs");
  const [persian, english] = [messagesIn("fa").errors, messagesIn("en").errors];
  return (
    <SiteShell>
      <div className="flex max-w-4xl flex-col gap-10 py-12">
        <div className="flex flex-col gap-2">
          <h1 className="font-bold text-3xl">{t("errorsPageTitle")}</h1>
          <Prose k="errorsPageLead" />
        </div>
        {(Object.keys(ERROR_REASONS) as ErrorCode[]).map((code) => (
          <ErrorTable
            key={code}
            code={code}
            status={ERROR_STATUS[code]}
            reasons={ERROR_REASONS[code].map((reason) => ({
              reason,
              persian: persian[reason],
              english: english[reason],
            }))}
          />
        ))}
      </div>
    </SiteShell>
  );
}
