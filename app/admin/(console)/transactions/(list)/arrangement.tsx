"use client";

import { useTranslations } from "next-intl";
import { createContext, type ReactNode, use, useEffect, useRef, useState } from "react";
import { toast } from "@/components/ui/toast";
import type { Density } from "@/lib/operators/state";
import { COLUMNS, type ColumnId } from "@/lib/transactions/console/columns";
import { rememberList } from "./actions";

export type Arrangement = { shown: readonly ColumnId[]; density: Density };

export const ALL = COLUMNS.map(({ id }) => id);
export const SHOWN = COLUMNS.filter(({ shown }) => shown).map(({ id }) => id);
/** Several clicks in a row are one thing to remember. */
const SAVE_AFTER_MS = 600;

const Given = createContext<{
  arrangement: Arrangement;
  arrange: (change: Partial<Arrangement>) => void;
} | null>(null);

/** The arrangement, and the way to change it. */
export function useListArrangement() {
  const given = use(Given);
  if (!given) throw new Error("no ListArrangement around");
  return given;
}

/** How the rows inside are arranged. */
export const useArrangement = () => useListArrangement().arrangement;

/**
 * The operator's own columns and density. They change at once and are remembered a moment later;
 * `columns` are those remembered, of which the list may have forgotten some.
 */
export function ListArrangement({
  columns,
  density,
  children,
}: {
  columns: readonly string[];
  density: Density;
  children: ReactNode;
}) {
  const t = useTranslations("consoleTransactions");
  const known = columns.flatMap((id) => ALL.find((one) => one === id) ?? []);
  const [arrangement, setArrangement] = useState<Arrangement>({
    shown: known.length > 0 ? known : SHOWN,
    density,
  });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  function arrange(change: Partial<Arrangement>) {
    const next = { ...arrangement, ...change };
    setArrangement(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(async () => {
      const result = await rememberList({ ...next, shown: [...next.shown] }).catch(() => null);
      if (!result?.ok) toast("danger", t("notRemembered"), result?.error.message);
    }, SAVE_AFTER_MS);
  }
  return <Given value={{ arrangement, arrange }}>{children}</Given>;
}
