import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DemoOrder } from "@/components/demo/demo-order";
import { SiteShell } from "@/components/shell/site-shell";
import { getDemoOrder } from "@/lib/demo/get-demo-order";
import { isDemoOn } from "@/lib/demo/is-demo-on";

type Props = { params: Promise<{ orderId: string }> };

export async function generateMetadata() {
  const t = await getTranslations("demo");
  return { title: t("title"), robots: { index: false } };
}

/** One order of the demo shop, live. */
export default async function DemoOrderPage({ params }: Props) {
  if (!isDemoOn()) notFound();
  const { orderId } = await params;
  const order = await getDemoOrder(orderId);
  if (!order) notFound();
  return (
    <SiteShell>
      <div className="mx-auto max-w-3xl py-12">
        <DemoOrder order={order} />
      </div>
    </SiteShell>
  );
}
