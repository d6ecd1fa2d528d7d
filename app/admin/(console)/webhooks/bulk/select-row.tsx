"use client";

import { useRef } from "react";
import { useSelection } from "./selection";

/** Chooses one row; with Shift all up to it. */
export function SelectRow({ id, label }: { id: string; label: string }) {
  const { selected, toggle } = useSelection();
  const shift = useRef(false);
  return (
    <input
      type="checkbox"
      aria-label={label}
      checked={selected.includes(id)}
      onClick={(event) => {
        shift.current = event.shiftKey;
      }}
      onChange={() => toggle(id, shift.current)}
      className="relative z-10 block size-4 cursor-pointer accent-brand-solid"
    />
  );
}

/** Chooses all rows of the page, or none. */
export function SelectPage({ label }: { label: string }) {
  const { ids, selected, set } = useSelection();
  const all = selected.length === ids.length;
  return (
    <input
      type="checkbox"
      aria-label={label}
      checked={all}
      ref={(box) => {
        if (box) box.indeterminate = selected.length > 0 && !all;
      }}
      onChange={() => set(all ? [] : ids)}
      className="block size-4 cursor-pointer accent-brand-solid"
    />
  );
}
