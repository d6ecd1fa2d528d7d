import { useTranslations } from "next-intl";
import { Code } from "@/components/format/code";
import { CopyableId } from "@/components/format/copyable-id";
import type { Settings } from "@/lib/deployment/describe-deployment";
import { FactList } from "./fact-list";

/** Where the deployment is reached, and what to register with ZarinPal. */
export function AddressFacts({ settings }: { settings: Settings }) {
  const t = useTranslations("consoleSettings.address");
  const words = useTranslations("consoleSettings.word");
  return (
    <FactList
      facts={[
        {
          name: t("publicUrl"),
          value: <CopyableId what={t("publicUrl")}>{settings.publicUrl}</CopyableId>,
          variables: ["PUBLIC_URL"],
          hint: settings.isLocal ? t("localHint") : undefined,
        },
        {
          name: t("callback"),
          value: <CopyableId what={t("callback")}>{settings.callbackUrl}</CopyableId>,
          hint: t.rich("callbackHint", { domain: () => <Code>{settings.callbackDomain}</Code> }),
        },
        {
          name: t("proxy"),
          value: words(settings.trustedProxy ? "on" : "off"),
          variables: ["TRUSTED_PROXY"],
          hint: t.rich("proxyHint", { c: (text) => <Code>{String(text)}</Code> }),
        },
      ]}
    />
  );
}
