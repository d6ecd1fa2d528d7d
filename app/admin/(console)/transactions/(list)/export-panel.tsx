"use client";

import { useTranslations } from "next-intl";
import { Suspense, use, useEffect, useRef, useState } from "react";
import { useWriting } from "@/components/format/use-writing";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { DialogClose, DialogFooter } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import type { Mode } from "@/lib/context";
import { formatCount } from "@/lib/i18n/format-number";
import type { ConsoleFilters } from "@/lib/transactions/console/schema";
import { toQuery, withoutPage } from "@/lib/transactions/console/serialize";
import { tabOf } from "@/lib/transactions/console/tabs";
import { LIST_PATH } from "./address";
import { CountText } from "./count-text";
import { type Download, DownloadRefused, download, type Progress, save } from "./download";
import { FilterSummary } from "./filter-summary";
import type { AppChoice } from "./filter-texts";
import type { Counts } from "./tab-bar";

export type ExportPanelProps = {
  filters: ConsoleFilters;
  apps: AppChoice[];
  mode: Mode;
  counts: Promise<Counts>;
  onClose: () => void;
};
type State =
  | { is: "ready" }
  | { is: "running"; progress: Progress | null }
  | { is: "saved"; file: Download }
  | { is: "failed"; refusal: DownloadRefused | null };

/** What will be in the file, then how far it is. Closing it stops it. */
export default function ExportPanel({ filters, apps, mode, counts, onClose }: ExportPanelProps) {
  const t = useTranslations("consoleTransactions.export");
  const ui = useTranslations("ui");
  const shell = useTranslations("console");
  const figure = useFigure();
  const [state, setState] = useState<State>({ is: "ready" });
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);

  async function start() {
    const abort = new AbortController();
    stop.current = abort;
    setState({ is: "running", progress: null });
    const query = toQuery(withoutPage(filters));
    const url = `${LIST_PATH}/export?${query ? `${query}&` : ""}mode=${mode}`;
    const tell = (progress: Progress) => setState({ is: "running", progress });
    try {
      const file = await download(url, abort.signal, tell);
      save(file);
      setState({ is: "saved", file });
    } catch (error) {
      if (abort.signal.aborted) return setState({ is: "ready" });
      setState({ is: "failed", refusal: error instanceof DownloadRefused ? error : null });
    }
  }

  return (
    <div className="flex flex-col gap-4">
      <FilterSummary filters={filters} apps={apps} />
      <dl className="grid grid-cols-[8rem_1fr] gap-y-1.5 text-table">
        <dt className="text-ink-2">{t("mode")}</dt>
        <dd>{shell(`mode.${mode}`)}</dd>
        <dt className="text-ink-2">{t("rows")}</dt>
        <dd>
          <Suspense fallback={<Skeleton className="mt-1 h-4 w-16" />}>
            <Rows counts={counts} filters={filters} />
          </Suspense>
        </dd>
      </dl>
      {state.is === "running" && <Bar progress={state.progress} />}
      {state.is === "saved" && (
        <div role="status">
          <Alert tone="ok">
            {t("saved", { n: figure(state.file.rows), name: state.file.name })}
          </Alert>
        </div>
      )}
      {state.is === "failed" && (
        <div role="alert">
          <Alert tone="danger">
            {state.refusal ? <Refusal {...state.refusal} /> : t("broken")}
          </Alert>
        </div>
      )}
      <DialogFooter>
        {state.is === "running" ? (
          <Button onClick={() => stop.current?.abort()}>{t("stop")}</Button>
        ) : (
          <>
            {state.is !== "saved" && (
              <Button tone="primary" onClick={start}>
                {t(state.is === "failed" ? "again" : "start")}
              </Button>
            )}
            <DialogClose>
              <Button onClick={onClose}>{state.is === "saved" ? ui("close") : ui("cancel")}</Button>
            </DialogClose>
          </>
        )}
      </DialogFooter>
    </div>
  );
}

function Refusal({ status, reason }: Pick<DownloadRefused, "status" | "reason">) {
  const t = useTranslations("consoleTransactions.export");
  const errors = useTranslations("errors");
  // What the errors say of these two is for integrators: of keys, and of a header.
  if (status === 429) return t("tooMany");
  const key = (status === 401 ? "signed_out" : reason) as "rate_limited";
  return (
    <>
      {t("refused")} {errors.has(key) && errors(key)}
    </>
  );
}

/** As the tab says it. A mix of statuses has no tab, and is counted when the file is begun. */
function Rows({ counts, filters }: Pick<ExportPanelProps, "counts" | "filters">) {
  const t = useTranslations("consoleTransactions.export");
  const tab = tabOf(filters);
  const known = use(counts);
  return tab === null ? t("countedLater") : <CountText {...known[tab]} />;
}

function Bar({ progress }: { progress: Progress | null }) {
  const t = useTranslations("consoleTransactions.export");
  const figure = useFigure();
  const rows = progress?.rows ?? 0;
  const total = progress?.total ?? null;
  const n = figure(rows);
  const text =
    progress === null
      ? t("starting")
      : total === null
        ? t("soFar", { n })
        : t("soFarOf", { n, total: figure(total) });
  return (
    <div className="flex flex-col gap-1.5">
      <progress
        aria-label={t("progress")}
        aria-valuetext={text}
        // Without a value the browser's own bar says that its end is not known.
        {...(total === null ? {} : { value: Math.min(rows, total), max: Math.max(total, 1) })}
        className="h-2 w-full indeterminate:animate-pulse indeterminate:bg-brand-soft appearance-none overflow-hidden rounded-full border-0 bg-line accent-brand-solid [&::-moz-progress-bar]:bg-brand-solid [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-brand-solid"
      />
      <p className="text-ink-2 text-meta tabular-nums">{text}</p>
    </div>
  );
}

function useFigure() {
  const writing = useWriting();
  return (count: number) => formatCount(count, writing);
}
