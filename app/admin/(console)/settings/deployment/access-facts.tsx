import { useTranslations } from "next-intl";
import { Code } from "@/components/format/code";
import { Digits } from "@/components/format/digits";
import type { Settings } from "@/lib/deployment/describe-deployment";
import { FactList } from "./fact-list";

/** Who may knock from outside and how often, and what webhooks may reach. */
export function AccessFacts({ settings }: { settings: Settings }) {
  const t = useTranslations("consoleSettings.access");
  const words = useTranslations("consoleSettings.word");
  const { adminJwt, cron, webhookAllowCidrs: cidrs } = settings;
  return (
    <FactList
      facts={[
        {
          name: t("jwt"),
          value:
            adminJwt.secret || adminJwt.jwksUrl ? (
              <span className="flex flex-col gap-0.5">
                {adminJwt.secret && <span>{t("jwtSecret")}</span>}
                {adminJwt.jwksUrl && <Code className="break-all">{adminJwt.jwksUrl}</Code>}
                {adminJwt.issuer && <Code>{`iss: ${adminJwt.issuer}`}</Code>}
                {adminJwt.audience && <Code>{`aud: ${adminJwt.audience}`}</Code>}
              </span>
            ) : (
              words("off")
            ),
          variables: ["ADMIN_JWT_SECRET", "ADMIN_JWT_JWKS_URL"],
          hint: t("jwtHint"),
        },
        {
          name: t("secret"),
          value: t(settings.previousSecret ? "secretRotating" : "secretOne"),
          variables: ["APP_SECRET", "APP_SECRET_PREVIOUS"],
          hint: settings.previousSecret ? t("secretRotatingHint") : undefined,
        },
        {
          name: t("cron"),
          value: t(cron.internal ? "cronInternal" : "cronExternal"),
          variables: ["CRON_INTERNAL"],
          hint: cron.internal
            ? undefined
            : t.rich("cronHint", { c: (text) => <Code>{String(text)}</Code> }),
        },
        {
          name: t("cronSecret"),
          value: t(cron.ownSecret ? "cronSecretOwn" : "cronSecretDerived"),
          variables: ["CRON_SECRET"],
        },
        {
          name: t("webhooks"),
          value:
            cidrs.length > 0 ? (
              <span className="flex flex-wrap gap-x-2">
                {cidrs.map((cidr) => (
                  <Code key={cidr}>{cidr}</Code>
                ))}
              </span>
            ) : (
              t("webhooksPublic")
            ),
          variables: ["WEBHOOK_ALLOW_CIDRS"],
          hint: t("webhooksHint"),
        },
        {
          name: t("limits"),
          value:
            settings.rateLimitScale === 1
              ? t("limitsDefault")
              : t.rich("limitsScale", { n: () => <Digits>{settings.rateLimitScale}</Digits> }),
          variables: ["RATE_LIMIT_SCALE"],
        },
      ]}
    />
  );
}
