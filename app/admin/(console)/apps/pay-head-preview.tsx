"use client";

import { ExternalLink, Image } from "lucide-react";
import { useTranslations } from "next-intl";
import { Code } from "@/components/format/code";

/** The shopper's page's own words. */
export type PayWords = { order: string; testMode: string; support: string };

/**
 * The head of the shopper's page (components/shopper/shop.ts) with this branding. Our policy loads no
 * picture from elsewhere into the console, so a logo is only shown to have a place.
 */
export function PayHeadPreview({
  name,
  logoUrl,
  supportUrl,
  words,
}: {
  name: string;
  logoUrl: string;
  supportUrl: string;
  words: PayWords;
}) {
  const t = useTranslations("consoleAppForm");
  const hasLogo = isHttps(logoUrl);
  return (
    <figure className="min-w-0">
      <figcaption className="mb-1.5 font-[550] text-table">{t("preview")}</figcaption>
      <div className="rounded-card border border-line bg-bg p-5">
        <div className="flex items-center gap-3">
          <span
            aria-hidden
            className={`grid size-10 shrink-0 place-items-center rounded-[10px] font-bold text-lg ${
              hasLogo
                ? "border border-line-strong border-dashed text-ink-3"
                : "bg-brand-solid text-on-brand"
            }`}
          >
            {hasLogo ? <Image className="size-5" /> : [...name.trim()][0]}
          </span>
          <div className="min-w-0 grow">
            <p className="break-words font-[650]">
              <bdi>{name}</bdi>
            </p>
            <p className="text-ink-2 text-meta">
              {words.order} <Code>A-1001</Code>
            </p>
          </div>
          <span className="whitespace-nowrap rounded-tile bg-warn-soft px-2.5 py-0.5 font-[550] text-meta text-warn">
            {words.testMode}
          </span>
        </div>
        <div aria-hidden className="mt-4 rounded-[14px] border border-line bg-surface p-4">
          <div className="h-3 w-20 rounded bg-line" />
          <div className="mt-2.5 h-6 w-36 rounded bg-line" />
          <div className="mt-5 h-10 rounded-card bg-line" />
        </div>
        {isHttps(supportUrl) && (
          <p className="mt-4 text-center text-ink-3 text-meta underline">{words.support}</p>
        )}
      </div>
      {hasLogo && (
        <p className="mt-2 text-ink-3 text-meta">
          {t.rich("previewLogo", {
            link: () => (
              <a
                href={logoUrl}
                target="_blank"
                rel="noreferrer"
                className="inline-flex items-center gap-1 text-brand underline underline-offset-4"
              >
                {t("previewLogoLink")}
                <ExternalLink aria-hidden className="size-3" />
              </a>
            ),
          })}
        </p>
      )}
    </figure>
  );
}

function isHttps(text: string): boolean {
  return /^https:\/\/[^\s\\]+$/i.test(text) && URL.canParse(text);
}
