"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useRef, useState } from "react";
import { Kbd } from "@/components/ui/kbd";
import type { Mode, Role } from "@/lib/context";
import { useIsApple } from "./use-is-apple";
import { usePaletteKeys } from "./use-palette-keys";
import { useRecent } from "./use-recent";

const loadWindow = () => import("./palette-window");
const PaletteWindow = lazy(loadWindow);
const ShortcutsHelp = lazy(() => import("./shortcuts-help"));

/**
 * The box in the frame from which everything is found, and the keys that work on every page. Its window
 * is fetched when it is first wanted.
 */
export function Palette({
  role,
  mode,
  shortcuts,
}: {
  role: Role;
  mode: Mode;
  /** Whether the operator has the single-key commands on. */
  shortcuts: boolean;
}) {
  const t = useTranslations("consolePalette");
  const apple = useIsApple();
  const opener = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState<"search" | "help" | null>(null);
  // Stay after the first time: closing is shown too.
  const [used, setUsed] = useState({ search: false, help: false });
  const recent = useRecent();

  function show(what: "search" | "help" | null) {
    if (what) setUsed((before) => ({ ...before, [what]: true }));
    setOpen(what);
  }
  usePaletteKeys(shortcuts, (what) => show(what));
  const closed = (what: "search" | "help") => (next: boolean) => {
    if (!next) setOpen((now) => (now === what ? null : now));
  };

  return (
    <>
      <div className="flex min-w-0 grow justify-start max-sm:justify-end">
        <button
          ref={opener}
          type="button"
          onClick={() => show("search")}
          onPointerEnter={() => void loadWindow()}
          onFocus={() => void loadWindow()}
          aria-haspopup="dialog"
          aria-expanded={open === "search"}
          aria-keyshortcuts={apple ? "Meta+K" : "Control+K"}
          className="flex h-8.5 min-w-0 cursor-pointer items-center gap-2 rounded-tile border border-line bg-bg px-3 text-ink-3 text-table hover:border-line-strong sm:w-full sm:max-w-96 max-sm:size-9 max-sm:justify-center max-sm:border-transparent max-sm:bg-transparent max-sm:px-0"
        >
          <Search aria-hidden className="size-4 shrink-0" />
          <span className="min-w-0 grow truncate text-start max-sm:sr-only">{t("open")}</span>
          <span aria-hidden className="shrink-0 max-sm:hidden">
            <Kbd>{apple ? "⌘ K" : "Ctrl K"}</Kbd>
          </span>
        </button>
      </div>
      <Suspense>
        {used.search && (
          <PaletteWindow
            open={open === "search"}
            onOpenChange={closed("search")}
            onHelp={() => show("help")}
            {...{ opener, role, mode, recent, shortcuts }}
          />
        )}
        {used.help && (
          <ShortcutsHelp
            open={open === "help"}
            onOpenChange={closed("help")}
            {...{ apple, shortcuts }}
          />
        )}
      </Suspense>
    </>
  );
}
