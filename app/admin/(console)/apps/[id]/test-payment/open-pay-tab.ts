/** A tab that was opened at a press and waits for where to go. */
export type PayTab = {
  /** False where the browser opened none. */
  go: (url: string) => boolean;
  close: () => void;
};

/** Open a tab at once, and lead it on when the payment has an address. `title` stands on it meanwhile. */
export function openPayTab(title: string): PayTab {
  const tab = window.open("", "_blank");
  if (tab) {
    // The pay page belongs to the shopper: it gets no hold on the console.
    tab.opener = null;
    tab.document.title = title;
  }
  return {
    go: (url) => {
      if (!tab || tab.closed) return false;
      tab.location.replace(url);
      return true;
    },
    close: () => tab?.close(),
  };
}
