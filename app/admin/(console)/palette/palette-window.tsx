"use client";

import { Autocomplete } from "@base-ui/react/autocomplete";
import { Dialog } from "@base-ui/react/dialog";
import { Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type RefObject, useState } from "react";
import type { Entry, EntryGroup } from "./entry";
import { type Given, useEntries } from "./use-entries";
import { useHits } from "./use-hits";

type WindowProps = Omit<Given, "onDone"> & {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Gets the focus back. */
  opener: RefObject<HTMLElement | null>;
};

/** The palette's window: one box, and lines that arrow keys and Enter choose from. */
export default function PaletteWindow({ open, onOpenChange, opener, ...given }: WindowProps) {
  const t = useTranslations("consolePalette");
  return (
    <Dialog.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/30 transition-opacity duration-150 data-[ending-style]:opacity-0 data-[starting-style]:opacity-0 dark:bg-black/60" />
        <Dialog.Popup
          aria-label={t("title")}
          finalFocus={opener}
          className="fixed start-1/2 top-[10dvh] z-50 flex max-h-[75dvh] w-[40rem] max-w-[calc(100vw-2rem)] -translate-x-1/2 flex-col overflow-hidden rounded-card border border-line bg-surface text-sm shadow-float outline-none transition-opacity duration-150 data-[ending-style]:opacity-0 data-[starting-style]:opacity-0 rtl:translate-x-1/2"
        >
          <PaletteList {...given} onDone={() => onOpenChange(false)} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function PaletteList(given: Given) {
  const t = useTranslations("consolePalette");
  const ui = useTranslations("ui");
  const [q, setQ] = useState("");
  const { state, hits } = useHits(q, given.mode);
  const groups = useEntries(q, hits, given);
  return (
    <Autocomplete.Root
      inline
      open
      mode="none"
      items={groups}
      value={q}
      onValueChange={setQ}
      itemToStringValue={(entry: Entry) => entry.label}
      autoHighlight="always"
      keepHighlight
    >
      <div className="flex items-center gap-2 border-line border-b px-4">
        <Search aria-hidden className="size-4 shrink-0 text-ink-3" />
        <Autocomplete.Input
          aria-label={t("title")}
          placeholder={t("placeholder")}
          enterKeyHint="go"
          autoCapitalize="off"
          spellCheck={false}
          dir="auto"
          className="h-12 min-w-0 grow bg-transparent outline-none placeholder:text-ink-3"
        />
        <Dialog.Close
          aria-label={ui("close")}
          className="grid size-8 shrink-0 cursor-pointer place-items-center rounded-control text-ink-3 hover:bg-sunken hover:text-ink"
        >
          <X aria-hidden className="size-4" />
        </Dialog.Close>
      </div>
      <Autocomplete.Status className="px-4 pt-2 text-ink-3 text-meta empty:hidden">
        {state === "searching" ? t("searching") : state === "failed" ? t("searchFailed") : null}
      </Autocomplete.Status>
      <Autocomplete.List className="min-h-0 grow scroll-py-2 overflow-y-auto overscroll-contain p-2">
        {(group: EntryGroup) => (
          <Autocomplete.Group key={group.value} items={group.items} className="not-last:mb-2">
            <Autocomplete.GroupLabel className="px-2.5 py-1 text-caption text-ink-3">
              {group.value}
            </Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(entry: Entry) => <Line key={entry.value} entry={entry} />}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
    </Autocomplete.Root>
  );
}

function Line({ entry }: { entry: Entry }) {
  const { icon: Icon, label, content, note, end } = entry;
  return (
    <Autocomplete.Item
      value={entry}
      onClick={entry.run}
      className="flex min-h-9 cursor-pointer select-none items-center gap-2.5 rounded-control px-2.5 py-1.5 text-table outline-none data-[highlighted]:bg-sunken"
    >
      <Icon aria-hidden className="size-4 shrink-0 text-ink-3" />
      <span className="flex min-w-0 grow flex-wrap items-baseline gap-x-2">
        <span className="max-w-full truncate">{content ?? <bdi>{label}</bdi>}</span>
        {note && <span className="max-w-full truncate text-ink-3 text-meta">{note}</span>}
      </span>
      {end && (
        <span className="flex shrink-0 items-center gap-1.5 text-ink-3 text-meta">{end}</span>
      )}
    </Autocomplete.Item>
  );
}
