import { Flower2, Leaf, type LucideIcon, NotebookPen, ShoppingBag } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Money } from "@/components/format/money";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { DemoProduct } from "@/lib/demo/list-products";
import { toRials } from "@/lib/money/rials";

const PICTURES: Record<string, LucideIcon> = { saffron: Flower2, tea: Leaf, notebook: NotebookPen };

/** The shop's shelf. Buying is a plain form, so that it works without scripts. */
export function DemoShop({ products }: { products: readonly DemoProduct[] }) {
  return (
    <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
      {products.map((product) => (
        <li key={product.id}>
          <ProductCard product={product} />
        </li>
      ))}
    </ul>
  );
}

function ProductCard({ product }: { product: DemoProduct }) {
  const t = useTranslations("demo");
  const locale = useLocale();
  const name = locale === "fa" ? product.name_fa : product.name_en;
  const Picture = PICTURES[product.id] ?? ShoppingBag;
  return (
    <Card className="flex h-full flex-col overflow-hidden" aria-labelledby={product.id}>
      <div className="grid h-36 place-items-center bg-brand-soft text-brand">
        <Picture aria-hidden strokeWidth={1.25} className="size-14" />
      </div>
      <form method="post" action="/demo/orders" className="flex flex-1 flex-col gap-4 p-5">
        <input type="hidden" name="product" value={product.id} />
        <input type="hidden" name="locale" value={locale} />
        <div>
          <h2 id={product.id} className="font-[650]">
            {name}
          </h2>
          <p className="mt-1 font-[550] text-ink-2 text-sm">
            <Money rials={toRials(product.amount, product.currency)} />
          </p>
        </div>
        <Button
          type="submit"
          tone="primary"
          size="lg"
          className="mt-auto w-full"
          aria-label={t("buyWhat", { name })}
        >
          {t("buy")}
        </Button>
      </form>
    </Card>
  );
}
