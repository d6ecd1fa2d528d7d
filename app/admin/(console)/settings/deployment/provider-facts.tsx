import { useTranslations } from "next-intl";
import { Code } from "@/components/format/code";
import type { Settings } from "@/lib/deployment/describe-deployment";
import { FactList } from "./fact-list";

/** The provider as it is set up: who the merchant is, where calls go, and where test mode goes. */
export function ProviderFacts({ settings: { zarinpal, sandbox } }: { settings: Settings }) {
  const t = useTranslations("consoleSettings.provider");
  const words = useTranslations("consoleSettings.word");
  return (
    <FactList
      facts={[
        {
          name: t("merchant"),
          value: zarinpal.merchant ? <Code>{zarinpal.merchant}</Code> : words("unset"),
          variables: ["ZARINPAL_MERCHANT_ID"],
          hint: zarinpal.merchant ? undefined : t("noMerchant"),
        },
        {
          name: t("url"),
          value: <Code>{zarinpal.url}</Code>,
          variables: ["ZARINPAL_URL"],
        },
        {
          name: t("unit"),
          value: t(`unitOf.${zarinpal.unit}`),
          variables: ["ZARINPAL_UNIT"],
        },
        {
          name: t("refunds"),
          value: zarinpal.refunds ? t(`refundsBy.${zarinpal.refundMethod}`) : words("off"),
          variables: ["ZARINPAL_ACCESS_TOKEN", "ZARINPAL_REFUND_METHOD"],
          hint: zarinpal.refunds ? undefined : t("noRefunds"),
        },
        {
          name: t("sandbox"),
          value: words(sandbox.on ? "on" : "off"),
          variables: ["SANDBOX"],
          hint: t("sandboxHint"),
        },
        {
          name: t("sandboxUrl"),
          value: <Code>{sandbox.url}</Code>,
          variables: ["SANDBOX_URL"],
          hint: t(sandbox.builtIn ? "sandboxOurs" : "sandboxTheirs"),
        },
      ]}
    />
  );
}
