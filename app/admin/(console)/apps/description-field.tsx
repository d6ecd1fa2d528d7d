"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { TextField } from "@/components/ui/field";

/** Text before every payment's description, and what comes of it. */
export function DescriptionField({ value }: { value: string | null }) {
  const t = useTranslations("consoleAppForm");
  const [prefix, setPrefix] = useState(value ?? "");
  return (
    <div>
      <TextField
        name="description_prefix"
        label={t("prefix")}
        hint={t("prefixHint")}
        value={prefix}
        maxLength={50}
        onChange={(event) => setPrefix(event.target.value)}
      />
      <p className="mt-1.5 text-ink-2 text-meta">
        {t("prefixSample")}{" "}
        <bdi className="rounded bg-sunken px-1.5 py-0.5">
          <span className="font-[550]">{prefix.trim()}</span> {t("sampleDescription")}
        </bdi>
      </p>
    </div>
  );
}
