"use client";

import { useSearchParams } from "next/navigation";

/** Set on the entry of the history that opening a peek made; closing goes back over it. */
let opened = false;

/**
 * Open a row in the sheet, `?peek=trx_…`. The address changes without asking the server, so the list behind
 * stays as it is; the back button closes the sheet. No hook: fifty rows need not know what is open.
 */
export function openPeek(id: string): void {
  if (readPeekId() === null) {
    window.history.pushState(null, "", addressWith(id));
    opened = true;
  } else window.history.replaceState(null, "", addressWith(id));
}

function closePeek(): void {
  if (opened) window.history.back();
  else window.history.replaceState(null, "", addressWith(null));
  opened = false;
}

/** The row that the address has open, and the way to close it. */
export function usePeek() {
  return { id: useSearchParams().get("peek"), close: closePeek };
}

const readPeekId = () => new URLSearchParams(window.location.search).get("peek");

function addressWith(id: string | null): string {
  const next = new URLSearchParams(window.location.search);
  if (id === null) next.delete("peek");
  else next.set("peek", id);
  return `${window.location.pathname}?${next.toString().replaceAll("%2C", ",")}`.replace(/\?$/, "");
}
