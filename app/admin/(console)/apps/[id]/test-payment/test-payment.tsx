import { FlaskConical } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button";
import type { App } from "@/lib/apps/find-app";
import type { OperatorContext } from "@/lib/gates/operator";
import { can } from "@/lib/operators/state";

/** The way to a test payment, for those who may and apps that can. */
export function TestPayment({
  ctx,
  app,
  again = false,
}: {
  ctx: OperatorContext;
  app: App;
  /** Beside one that is over. */
  again?: boolean;
}) {
  const t = useTranslations("consoleTestPayment");
  if (!can(ctx.actor.role, "recheck") || app.archivedAt || app.suspendedAt) return null;
  return (
    <Link
      href={`/admin/apps/${app.id}/test-payment` as Route}
      prefetch={false}
      className={buttonClass({ tone: again ? "secondary" : "primary" })}
    >
      <FlaskConical aria-hidden />
      {t(again ? "again" : "open")}
    </Link>
  );
}
