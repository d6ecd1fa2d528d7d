import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { ShortId } from "@/components/format/short-id";
import type { AuditEntry } from "@/lib/audit/list-audit";

// What is too long loses its end, whichever way it is read. High enough for a finger.
const NAME = "inline-block min-h-6 max-w-48 truncate leading-6";

/** The object of a deed, by its name where it has one, leading to its page where there is one. */
export function EntityLink({ entry }: { entry: AuditEntry }) {
  const t = useTranslations("consoleAudit");
  const { entityId, entityName } = entry;
  const prefix = entityId.slice(0, 4);
  // No id: the mark of an account that somebody tried and that is not there.
  if (!/^[a-z]{3}_/.test(entityId)) return <span className="text-ink-3">{t("noSuchAccount")}</span>;
  const kind = KINDS[prefix];
  const href = kind?.href(entityId, entry.data);
  const name = entityName ? <bdi>{entityName}</bdi> : <ShortId>{entityId}</ShortId>;
  return (
    <span className="flex min-w-0 items-baseline gap-1.5">
      {kind && <span className="shrink-0 text-ink-3 text-meta">{t(`kind.${kind.name}`)}</span>}
      {href ? (
        <Link
          href={href as Route}
          prefetch={false}
          dir="auto"
          className={`${NAME} hover:text-brand hover:underline`}
        >
          {name}
        </Link>
      ) : (
        <span dir="auto" className={NAME}>
          {name}
        </span>
      )}
    </span>
  );
}

const within = (data: Record<string, unknown>, member: string) =>
  typeof data[member] === "string" ? data[member] : null;

const KINDS: Record<
  string,
  { name: KindName; href: (id: string, data: Record<string, unknown>) => string | null }
> = {
  trx_: { name: "transaction", href: (id) => `/admin/transactions/${id}` },
  rfd_: { name: "refund", href: (id) => `/admin/refunds/${id}` },
  app_: { name: "app", href: (id) => `/admin/apps/${id}` },
  key_: {
    name: "key",
    href: (_id, data) => {
      const app = within(data, "app_id");
      return app && `/admin/apps/${app}/keys`;
    },
  },
  whe_: { name: "endpoint", href: (id) => `/admin/webhooks/endpoints/${id}` },
  whd_: { name: "delivery", href: (id) => `/admin/webhooks/${id}` },
  usr_: { name: "operator", href: () => "/admin/operators" },
  adt_: { name: "adminToken", href: () => "/admin/settings/tokens" },
  vew_: { name: "view", href: () => null },
  alr_: { name: "alert", href: () => "/admin/inbox" },
  ten_: { name: "tenant", href: () => "/admin/settings/refunds" },
};
type KindName =
  | "transaction"
  | "refund"
  | "app"
  | "key"
  | "endpoint"
  | "delivery"
  | "operator"
  | "adminToken"
  | "view"
  | "alert"
  | "tenant";
