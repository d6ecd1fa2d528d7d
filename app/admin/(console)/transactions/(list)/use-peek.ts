"use client";

import { useSearchParams } from "next/navigation";

/** Set on the entry of the history that opening a peek made; closing goes back over it. */
let opened = false;

/**
 * The row that the address has open in the sheet, `?peek=trx_…`. Changed without asking the server: the
 * list behind stays as it is. The back button closes the sheet.
 */
export function usePeek() {
  const query = useSearchParams();
  const id = query.get("peek");
  const address = (peek: string | null) => {
    const next = new URLSearchParams(query);
    if (peek === null) next.delete("peek");
    else next.set("peek", peek);
    return `?${next.toString().replaceAll("%2C", ",")}`;
  };
  return {
    id,
    open: (peek: string) => {
      if (id === null) {
        window.history.pushState(null, "", address(peek));
        opened = true;
      } else window.history.replaceState(null, "", address(peek));
    },
    close: () => {
      if (opened) window.history.back();
      else window.history.replaceState(null, "", address(null));
      opened = false;
    },
  };
}
