"use client";

import { Check, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { InlineCode } from "@/components/format/code";
import { TextField } from "@/components/ui/field";
import { MODES, type Mode } from "@/lib/context";
import {
  RETURN_URL_CHARS_MAX,
  returnOriginFault,
  returnUrlFault,
} from "@/lib/transactions/return-url";

/** Try a return URL against the origins as they stand in the form, by the very rule the API has. */
export function ReturnTester({ origins }: { origins: string[] }) {
  const t = useTranslations("consoleAppForm");
  const [text, setText] = useState("");
  return (
    // What is tried here is no change of the app, so the form around does not hear of it.
    <div
      onChange={(event) => event.stopPropagation()}
      className="rounded-card border border-line border-dashed p-4"
    >
      <TextField
        name=""
        label={t("tester")}
        hint={t.rich("testerHint", { c: (text) => <InlineCode>{text}</InlineCode> })}
        code
        inputMode="url"
        value={text}
        placeholder={`${origins[0] ?? "https://shop.example"}/return`}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
      />
      <ul aria-live="polite" className="mt-2 flex flex-col gap-1 text-meta">
        {text !== "" &&
          MODES.map((mode) => {
            const fault = faultOf(text, origins, mode);
            return (
              <li
                key={mode}
                className={`flex items-center gap-1 ${fault ? "text-danger" : "text-ok"}`}
              >
                {fault ? (
                  <X aria-hidden className="size-3.5 shrink-0" />
                ) : (
                  <Check aria-hidden className="size-3.5 shrink-0" />
                )}
                <span>
                  <span className="font-[550]">{t(`testerIn.${mode}`)}:</span>{" "}
                  {fault ? t(`returnFault.${fault}`) : t("accepted")}
                </span>
              </li>
            );
          })}
      </ul>
    </div>
  );
}

function faultOf(text: string, origins: string[], mode: Mode) {
  if (text.length > RETURN_URL_CHARS_MAX) return "too_long";
  return returnUrlFault(text) ?? returnOriginFault(text, { origins, mode });
}
