import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DemoShop } from "@/components/demo/demo-shop";
import { SiteShell } from "@/components/shell/site-shell";
import { isDemoOn } from "@/lib/demo/is-demo-on";
import { listProducts } from "@/lib/demo/list-products";

export async function generateMetadata() {
  const t = await getTranslations("demo");
  return { title: t("title") };
}

/** The demo shop's shelf. */
export default async function DemoPage() {
  if (!isDemoOn()) notFound();
  const t = await getTranslations("demo");
  return (
    <SiteShell>
      <div className="max-w-3xl pt-12 pb-10">
        <h1 className="font-bold text-3xl">{t("title")}</h1>
        <p className="mt-3 text-ink-2">{t("lead")}</p>
        <p className="mt-1 text-ink-3 text-sm">{t("testNote")}</p>
      </div>
      <div className="pb-16">
        <DemoShop products={listProducts()} />
      </div>
    </SiteShell>
  );
}
