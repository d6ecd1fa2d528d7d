import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { exchange } from "@/components/docs/samples";
import { HomeLinks } from "@/components/home/home-links";
import { PaymentPath } from "@/components/home/payment-path";
import { SiteShell } from "@/components/shell/site-shell";
import { Alert } from "@/components/ui/alert";
import { buttonClass } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { DirIcon } from "@/components/ui/dir-icon";
import { env } from "@/lib/env";

/** The door: what this is, and where to go. */
export default async function HomePage() {
  const t = await getTranslations("home");
  return (
    <SiteShell>
      <div className="grid items-center gap-16 pt-14 pb-12 sm:pt-20 sm:pb-16 lg:grid-cols-[1fr_27rem]">
        <div>
          <p className="font-[550] text-brand text-sm">{t("eyebrow")}</p>
          <h1 className="mt-3 font-bold text-3xl text-ink leading-[1.35] sm:text-[2.75rem]">
            {t("title")}
          </h1>
          <p className="mt-5 text-ink-2 sm:text-lg">{t("lead")}</p>
          <div className="mt-8 flex flex-wrap gap-3">
            <Link href="/docs" className={buttonClass({ tone: "primary", size: "xl" })}>
              {t("readDocs")}
              <DirIcon icon={ArrowRight} />
            </Link>
            {env().SANDBOX && (
              <Link href="/demo" className={buttonClass({ size: "xl" })}>
                {t("tryDemo")}
              </Link>
            )}
          </div>
        </div>
        <div className="max-lg:hidden">
          <CodeBlock title="POST /v1/pay/request" code={exchange} />
        </div>
      </div>
      <PaymentPath />
      <HomeLinks />
      <div className="pb-16">
        <Alert tone="warn" title={t("legalTitle")}>
          {t("legalText")}
        </Alert>
      </div>
    </SiteShell>
  );
}
