"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { TextField } from "@/components/ui/field";
import { suggestSlug } from "@/lib/apps/suggest-slug";
import { SlugHint } from "./slug-hint";

/** Name and slug. Until somebody types a slug it follows the name. */
export function IdentityFields({
  app,
  onName,
}: {
  app: { id: string; name: string; slug: string } | null;
  onName?: (name: string) => void;
}) {
  const t = useTranslations("consoleAppForm");
  const [slug, setSlug] = useState(app?.slug ?? "");
  const [follows, setFollows] = useState(app === null);
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <TextField
        name="name"
        label={t("name")}
        hint={t("nameHint")}
        placeholder={t("namePlaceholder")}
        defaultValue={app?.name}
        maxLength={100}
        required
        onChange={({ target }) => {
          onName?.(target.value);
          if (follows) setSlug(suggestSlug(target.value));
        }}
      />
      <div className="flex flex-col gap-1">
        <TextField
          name="slug"
          label={t("slug")}
          hint={t("slugHint")}
          code
          value={slug}
          maxLength={40}
          required
          onChange={(event) => {
            setFollows(false);
            setSlug(event.target.value.toLowerCase());
          }}
        />
        <SlugHint slug={slug} own={app} />
      </div>
    </div>
  );
}
