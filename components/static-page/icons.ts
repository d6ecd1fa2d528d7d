import { type Html, trusted } from "./html";

const icon = (paths: string): Html =>
  trusted(`<svg viewBox="0 0 24 24" aria-hidden="true">${paths}</svg>`);

/** The few signs of the shopper's pages, each beside words that say the same. */
export const ICONS = {
  check: icon('<path d="M5 12.5l4.5 4.5L19 7.5"/>'),
  cross: icon('<path d="M7 7l10 10M17 7L7 17"/>'),
  // Turned round in a right-to-left page (see style.ts): Persian writes it so.
  question: icon(
    '<g class="asks"><path d="M9 9.2a3 3 0 1 1 4.3 2.7c-.9.45-1.3 1-1.3 2v.3"/><path d="M12 17.6v.01"/></g>',
  ),
  clock: icon('<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/>'),
  stop: icon('<circle cx="12" cy="12" r="8.5"/><path d="M6.2 6.2l11.6 11.6"/>'),
  lock: icon(
    '<rect x="5.5" y="10.5" width="13" height="9" rx="2"/><path d="M8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5"/>',
  ),
};
