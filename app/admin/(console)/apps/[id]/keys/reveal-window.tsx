"use client";

import { useTranslations } from "next-intl";
import { curlRequest } from "@/components/docs/samples";
import { CodeBlock } from "@/components/ui/code-block";
import { SecretReveal } from "@/components/ui/secret-reveal";
import { envFile } from "./env-file";
import type { IssuedPair } from "./issued-pair";
import type { Site } from "./site";

/** The one showing of a pair: to copy, to download, to try at once. */
export function RevealWindow({
  pair: { key, secret, mode },
  site,
  onClose,
}: {
  pair: IssuedPair;
  site: Site;
  onClose: () => void;
}) {
  const t = useTranslations("consoleKeys");
  return (
    <SecretReveal
      title={t(`revealTitle.${mode}`)}
      note={t("revealNote")}
      values={[
        { label: t("key"), value: key },
        { label: t("secret"), value: secret },
      ]}
      file={{ name: `flatpay-${mode}.env`, content: envFile(site.baseUrl, { key, secret }) }}
      onClose={onClose}
    >
      <h3 className="mt-6 font-[550] text-table">{t("snippet")}</h3>
      <p className="mb-2 text-ink-2 text-meta">
        {t(mode === "test" ? "snippetHint" : "snippetHintLive")}
      </p>
      <CodeBlock
        title="pay.sh"
        code={curlRequest(site.baseUrl, { key, secret, returnUrl: site.returnUrl })}
      />
    </SecretReveal>
  );
}
