import type { LucideIcon } from "lucide-react";
import {
  Activity,
  AppWindow,
  House,
  Inbox,
  ListOrdered,
  ScrollText,
  Settings,
  Undo2,
  Users,
  Webhook,
} from "lucide-react";

export type PlaceKey =
  | "overview"
  | "inbox"
  | "transactions"
  | "refunds"
  | "apps"
  | "webhooks"
  | "endpoints"
  | "audit"
  | "operators"
  | "settings";

export type Place = {
  key: PlaceKey;
  href: `/admin${string}`;
  icon: LucideIcon;
  /** The key that leads here after `g`, as `event.code` names it. */
  code: `Key${string}`;
};

/** Everything the sidebar, the palette and the `g` shortcuts lead to, by group. */
export const PLACES: { group: "money" | "developers" | "deployment"; places: Place[] }[] = [
  {
    group: "money",
    places: [
      { key: "overview", href: "/admin", icon: House, code: "KeyO" },
      { key: "inbox", href: "/admin/inbox", icon: Inbox, code: "KeyI" },
      { key: "transactions", href: "/admin/transactions", icon: ListOrdered, code: "KeyT" },
      { key: "refunds", href: "/admin/refunds", icon: Undo2, code: "KeyR" },
    ],
  },
  {
    group: "developers",
    places: [
      { key: "apps", href: "/admin/apps", icon: AppWindow, code: "KeyA" },
      { key: "webhooks", href: "/admin/webhooks", icon: Webhook, code: "KeyW" },
      { key: "endpoints", href: "/admin/webhooks/endpoints", icon: Activity, code: "KeyE" },
    ],
  },
  {
    group: "deployment",
    places: [
      { key: "audit", href: "/admin/audit", icon: ScrollText, code: "KeyL" },
      { key: "operators", href: "/admin/operators", icon: Users, code: "KeyP" },
      { key: "settings", href: "/admin/settings", icon: Settings, code: "KeyS" },
    ],
  },
];

const ALL = PLACES.flatMap(({ places }) => places);

/** The place a path lies in: the one with the longest address that the path begins with. */
export function placeOf(pathname: string): Place | undefined {
  return ALL.filter(({ href }) =>
    href === "/admin" ? pathname === href : pathname === href || pathname.startsWith(`${href}/`),
  ).sort((a, b) => b.href.length - a.href.length)[0];
}
