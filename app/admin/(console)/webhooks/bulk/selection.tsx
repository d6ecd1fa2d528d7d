"use client";

import { createContext, type ReactNode, use, useEffect, useMemo, useRef, useState } from "react";

type Selection = {
  /** Of the rows in sight. */
  ids: readonly string[];
  selected: readonly string[];
  /** Choose a row or let it go; with `through` also all between it and the last one that was touched. */
  toggle: (id: string, through: boolean) => void;
  set: (ids: readonly string[]) => void;
};

const Given = createContext<Selection | null>(null);
const OWN_KEYS = 'textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"]';

/** Which rows of the list inside are chosen. `x` chooses the row that has the focus, Shift+`x` up to it. */
export function RowSelection({
  ids,
  shortcuts,
  children,
}: {
  ids: readonly string[];
  shortcuts: boolean;
  children: ReactNode;
}) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const last = useRef<string | null>(null);
  const value = useMemo<Selection>(() => {
    const toggle = (id: string, through: boolean) => {
      const from = through && last.current !== null ? ids.indexOf(last.current) : -1;
      const to = ids.indexOf(id);
      const meant = from < 0 ? [id] : ids.slice(Math.min(from, to), Math.max(from, to) + 1);
      last.current = id;
      setChosen((before) => {
        const next = new Set(before);
        const on = from >= 0 || !before.has(id);
        for (const one of meant) on ? next.add(one) : next.delete(one);
        return next;
      });
    };
    // What has gone out of sight is not sent unseen.
    const selected = ids.filter((id) => chosen.has(id));
    return { ids, selected, toggle, set: (wanted) => setChosen(new Set(wanted)) };
  }, [ids, chosen]);

  const { toggle } = value;
  useEffect(() => {
    if (!shortcuts) return;
    const listen = (event: KeyboardEvent) => {
      const { target } = event;
      if (event.code !== "KeyX" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!(target instanceof Element) || target.closest(OWN_KEYS)) return;
      const id = target.closest<HTMLElement>("a[data-row]")?.dataset.row;
      if (id) toggle(id, event.shiftKey);
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [shortcuts, toggle]);
  return <Given value={value}>{children}</Given>;
}

/** The selection around. @throws Error outside of one */
export function useSelection(): Selection {
  const selection = use(Given);
  if (!selection) throw new Error("no selection around");
  return selection;
}
