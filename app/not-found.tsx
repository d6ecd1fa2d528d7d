import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { SiteShell } from "@/components/shell/site-shell";
import { buttonClass } from "@/components/ui/button";

export async function generateMetadata() {
  const t = await getTranslations("notFound");
  return { title: t("title") };
}

/** For every address that is nobody's. */
export default async function NotFound() {
  const t = await getTranslations("notFound");
  return (
    <SiteShell>
      <div className="flex flex-col items-center gap-3 py-28 text-center">
        <h1 className="font-bold text-2xl">{t("title")}</h1>
        <p className="text-ink-2">{t("text")}</p>
        <Link href="/" className={`${buttonClass({ tone: "primary", size: "lg" })} mt-4`}>
          {t("home")}
        </Link>
      </div>
    </SiteShell>
  );
}
