"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { Alert } from "./alert";
import { Button } from "./button";
import { CopyButton } from "./copy-button";
import { Dialog, DialogFooter } from "./dialog";

export type RevealedValue = { label: string; value: string };

/**
 * Shows what is shown only once. It closes by "I have saved it" alone: not by Escape, not by a click
 * beside it, and leaving the page asks. After closing the values are gone from the page.
 */
export function SecretReveal({
  title,
  note,
  values,
  file,
  onClose,
  children,
}: {
  title: ReactNode;
  note: ReactNode;
  values: RevealedValue[];
  /** Offered as a download, e.g. an `.env`. */
  file?: { name: string; content: string };
  onClose: () => void;
  /** More to take along, e.g. a first request to try. */
  children?: ReactNode;
}) {
  const t = useTranslations("ui");
  const [saved, setSaved] = useState(false);
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, []);
  return (
    <Dialog open closable={false} title={title} shape="wide">
      <Alert tone="warn">{note}</Alert>
      <dl className="mt-4 flex flex-col gap-3">
        {values.map(({ label, value }) => (
          <div key={label}>
            <dt className="mb-1 font-[550] text-table">{label}</dt>
            <dd className="flex items-center gap-1 rounded-control border border-line bg-sunken ps-3 pe-1">
              <bdi
                dir="ltr"
                className="min-w-0 grow select-all break-all py-1.5 font-mono text-meta"
              >
                {value}
              </bdi>
              <CopyButton value={value} label={t("copyWhat", { what: label })} done={t("copied")} />
            </dd>
          </div>
        ))}
      </dl>
      {file && (
        <Button className="mt-4" onClick={() => download(file)}>
          <Download aria-hidden />
          {t("download")} <bdi dir="ltr">{file.name}</bdi>
        </Button>
      )}
      {children}
      <DialogFooter>
        <label className="flex grow cursor-pointer items-center gap-2.5 text-table">
          <input
            type="checkbox"
            checked={saved}
            onChange={(event) => setSaved(event.target.checked)}
            className="size-4 cursor-pointer accent-brand-solid"
          />
          {t("haveSaved")}
        </label>
        <Button tone="primary" disabled={!saved} onClick={onClose}>
          {t("close")}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

function download({ name, content }: { name: string; content: string }): void {
  const url = URL.createObjectURL(new Blob([content], { type: "text/plain" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
