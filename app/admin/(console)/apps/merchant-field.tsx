"use client";

import { Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Code } from "@/components/format/code";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { RadioCards } from "@/components/ui/radio-cards";

/** Whose merchant. One that is set is not shown, only replaced. */
export function MerchantField({
  masked,
  hasSharedMerchant,
}: {
  /** Null: the app has none of its own. */
  masked: string | null;
  hasSharedMerchant: boolean;
}) {
  const t = useTranslations("consoleAppForm");
  const [owner, setOwner] = useState(masked === null ? "shared" : "own");
  const [replaces, setReplaces] = useState(false);
  // Saving changes what is kept; what was typed for it is then to be seen no more.
  const [known, setKnown] = useState(masked);
  if (known !== masked) {
    setKnown(masked);
    setReplaces(false);
    setOwner(masked === null ? "shared" : "own");
  }
  const canKeep = masked !== null && !replaces;
  const own = canKeep ? "keep" : "own";
  const keeps = owner === "own" && canKeep;
  return (
    <>
      <RadioCards
        name="merchant"
        label={t("merchantLegend")}
        value={owner === "own" ? own : owner}
        onChange={(value) => setOwner(value === "shared" ? "shared" : "own")}
        cards={[
          {
            value: "shared",
            title: t("merchantShared"),
            text: t(hasSharedMerchant ? "merchantSharedText" : "merchantSharedUnset"),
          },
          { value: own, title: t("merchantOwn"), text: t("merchantOwnText") },
        ]}
      />
      {keeps && (
        <p className="flex flex-wrap items-center gap-3 text-table">
          <Lock aria-hidden className="size-4 text-ink-3" />
          <span>
            {t("merchantSet")} <Code>{masked}</Code>
          </span>
          <Button size="sm" onClick={() => setReplaces(true)}>
            {t("merchantReplace")}
          </Button>
        </p>
      )}
      {owner === "own" && !keeps && (
        <TextField
          name="zarinpal_merchant_id"
          label={t("merchantId")}
          hint={t("merchantIdHint")}
          placeholder="xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"
          code
          maxLength={36}
          required
          autoFocus={replaces}
        />
      )}
    </>
  );
}
