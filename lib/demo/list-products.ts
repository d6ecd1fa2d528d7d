import type { Currency } from "@/public/sdk/flatpay.mjs";

/** Something the demo shop sells. `amount` is in whole units of `currency`. */
export type DemoProduct = {
  id: string;
  name_fa: string;
  name_en: string;
  amount: number;
  currency: Currency;
};

const PRODUCTS: readonly DemoProduct[] = [
  {
    id: "saffron",
    name_fa: "زعفران سرگل، یک مثقال",
    name_en: "Saffron, one mesghal",
    amount: 1_150_000,
    currency: "IRT",
  },
  {
    id: "tea",
    name_fa: "چای بهارهٔ لاهیجان، ۵۰۰ گرم",
    name_en: "Lahijan spring tea, 500 g",
    amount: 480_000,
    currency: "IRT",
  },
  {
    id: "notebook",
    name_fa: "دفتر یادداشت خطی",
    name_en: "Ruled notebook",
    amount: 1_250_000,
    currency: "IRR",
  },
];

/** What the demo shop sells, in the order of its shelf. */
export function listProducts(): readonly DemoProduct[] {
  return PRODUCTS;
}

/** The product with this id, or null. */
export function findProduct(id: string): DemoProduct | null {
  return PRODUCTS.find((product) => product.id === id) ?? null;
}
