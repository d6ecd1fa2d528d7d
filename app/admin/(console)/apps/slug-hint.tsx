"use client";

import { Check, LoaderCircle, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { checkSlug } from "./actions";

const WAIT_MS = 350;
const SHAPE = /^[a-z0-9-]{3,40}$/;

type Answer = { slug: string; free: boolean } | null;

/** Whether the slug that stands in the field may be taken; asked a moment after the last key. */
export function SlugHint({
  slug,
  own,
}: {
  slug: string;
  /** The app that is being changed: its own slug is its to keep. */
  own: { id: string; slug: string } | null;
}) {
  const t = useTranslations("consoleAppForm");
  const [answer, setAnswer] = useState<Answer>(null);
  const ownId = own?.id;
  const asks = SHAPE.test(slug) && slug !== own?.slug;
  useEffect(() => {
    if (!asks) return;
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const asked = { slug, ...(ownId === undefined ? {} : { exceptAppId: ownId }) };
      // A hint that cannot be had is not worth a message: saving tells.
      const result = await checkSlug(asked).catch(() => null);
      if (isCurrent && result?.ok) setAnswer({ slug, free: result.value });
    }, WAIT_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [slug, asks, ownId]);
  const known = answer?.slug === slug ? answer : null;
  return (
    <p aria-live="polite" className="flex min-h-5 items-center gap-1 text-meta">
      {slug !== "" && !SHAPE.test(slug) && <span className="text-danger">{t("slugShape")}</span>}
      {asks && !known && (
        <span className="flex items-center gap-1 text-ink-3">
          <LoaderCircle aria-hidden className="size-3.5 animate-spin" />
          {t("slugChecking")}
        </span>
      )}
      {asks && known?.free && (
        <span className="flex items-center gap-1 text-ok">
          <Check aria-hidden className="size-3.5" />
          {t("slugFree")}
        </span>
      )}
      {asks && known && !known.free && (
        <span className="flex items-center gap-1 text-danger">
          <X aria-hidden className="size-3.5" />
          {t("slugTaken")}
        </span>
      )}
    </p>
  );
}
