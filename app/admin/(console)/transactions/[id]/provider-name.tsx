import { useTranslations } from "next-intl";

/** A provider as people call it; one without a name in the texts shows its own. */
export function ProviderName({ children }: { children: string }) {
  const t = useTranslations("consoleTransaction");
  const key = `provider.${children}` as "provider.zarinpal";
  return <bdi>{t.has(key) ? t(key) : children}</bdi>;
}
