import {
  Activity,
  BookOpen,
  Braces,
  FileCode2,
  LayoutDashboard,
  ListTree,
  type LucideIcon,
  ShoppingBag,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { Code } from "@/components/format/code";
import { env } from "@/lib/env";

type Place = { name: PlaceName; icon: LucideIcon; href: string; path?: string };
type PlaceName = "docs" | "demo" | "errors" | "openapi" | "sdk" | "health" | "console";

const PLACES: Place[] = [
  { name: "docs", icon: BookOpen, href: "/docs" },
  { name: "demo", icon: ShoppingBag, href: "/demo" },
  { name: "errors", icon: ListTree, href: "/docs/errors" },
  { name: "openapi", icon: Braces, href: "/v1/openapi.json", path: "/v1/openapi.json" },
  { name: "sdk", icon: FileCode2, href: "/sdk/flatpay.mjs", path: "/sdk/flatpay.mjs" },
  { name: "health", icon: Activity, href: "/api/ready", path: "/api/ready" },
  { name: "console", icon: LayoutDashboard, href: "/admin" },
];

/** Where one can go from the home page. The demo pays with test money, so it goes with the sandbox. */
export function HomeLinks() {
  const t = useTranslations("home");
  return (
    <section aria-labelledby="places" className="border-line border-t py-12">
      <h2 id="places" className="font-[650] text-xl">
        {t("whereTitle")}
      </h2>
      <ul className="mt-6 grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {PLACES.filter(({ name }) => name !== "demo" || env().SANDBOX).map((place) => (
          <PlaceCard key={place.name} place={place} />
        ))}
      </ul>
    </section>
  );
}

/** One card, all of it clickable. */
function PlaceCard({ place: { name, icon: Icon, href, path } }: { place: Place }) {
  const t = useTranslations("home");
  return (
    <li className="group relative flex gap-4 rounded-card border border-line bg-surface p-4 shadow-raised transition-colors has-[a:hover]:border-line-strong">
      <Icon
        aria-hidden
        className="mt-1 size-5 shrink-0 text-ink-3 group-has-[a:hover]:text-brand"
      />
      <div className="min-w-0">
        <h3 className="font-[650] text-[0.9375rem]">
          <a href={href} className="after:absolute after:inset-0 after:rounded-card">
            {t(`${name}Title`)}
          </a>
        </h3>
        <p className="text-ink-2 text-sm">{t(`${name}Text`)}</p>
        {path && <Code className="text-ink-3">{path}</Code>}
      </div>
    </li>
  );
}
