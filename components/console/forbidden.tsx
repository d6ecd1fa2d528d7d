import { Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/empty-state";
import type { Role } from "@/lib/context";

/** Where a role may not go: what is needed, and whom to ask. */
export function Forbidden({ needs, role }: { needs: Role; role: Role }) {
  const t = useTranslations("console");
  return (
    <EmptyState icon={Lock} title={t("forbiddenTitle")}>
      {t("forbiddenText", { needs: t(`role.${needs}`), role: t(`role.${role}`) })}
    </EmptyState>
  );
}
