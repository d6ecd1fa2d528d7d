import { useTranslations } from "next-intl";
import { Ago } from "@/components/format/ago";
import { Section } from "@/components/ui/section";
import type { WebhookEndpoint } from "@/lib/webhooks/serialize";
import { RotateSecret } from "./rotate-secret";

/** The signing secret, which is never shown again: only what signs now, and a way to a new one. */
export function SecretSection({
  endpoint: { id, oldSecretExpiresAt },
  mayWrite,
}: {
  endpoint: WebhookEndpoint;
  mayWrite: boolean;
}) {
  const t = useTranslations("consoleWebhooks");
  return (
    <Section title={t("secret")} actions={mayWrite && <RotateSecret id={id} />}>
      <p className="text-ink-2 text-table">{t("secretHidden")}</p>
      {oldSecretExpiresAt && (
        <p className="mt-2 rounded-tile bg-warn-soft px-3 py-2 text-table text-warn">
          {t.rich("oldSecretSigns", {
            until: () => <Ago at={oldSecretExpiresAt} nowMs={Date.now()} />,
          })}
        </p>
      )}
    </Section>
  );
}
