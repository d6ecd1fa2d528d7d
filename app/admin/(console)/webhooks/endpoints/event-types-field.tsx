"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Code } from "@/components/format/code";
import { FieldGroup } from "@/components/ui/field";
import { NEWS_TYPES } from "@/lib/webhooks/event-types";

/** Which events an endpoint hears: all, also those to come, or those that are ticked. */
export function EventTypesField({ chosen }: { chosen: readonly string[] | null }) {
  const t = useTranslations("consoleWebhooks");
  const [scope, setScope] = useState(chosen ? "some" : "all");
  return (
    <FieldGroup name="event_types" label={t("events")}>
      {(["all", "some"] as const).map((one) => (
        <label key={one} className="flex min-h-7 cursor-pointer items-center gap-2.5 text-table">
          <input
            type="radio"
            name="scope"
            value={one}
            checked={scope === one}
            onChange={() => setScope(one)}
            className="size-4 shrink-0 cursor-pointer accent-brand-solid"
          />
          {t(`scope.${one}`)}
        </label>
      ))}
      {scope === "some" && (
        <ul className="ms-6.5 grid gap-x-4 sm:grid-cols-2">
          {NEWS_TYPES.map((type) => (
            <li key={type}>
              <label className="flex min-h-8 cursor-pointer items-center gap-2.5 text-table">
                <input
                  type="checkbox"
                  name="event_types[]"
                  value={type}
                  defaultChecked={chosen?.includes(type) ?? false}
                  className="size-4 shrink-0 cursor-pointer accent-brand-solid"
                />
                <Code>{type}</Code>
              </label>
            </li>
          ))}
        </ul>
      )}
    </FieldGroup>
  );
}
