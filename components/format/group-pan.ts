const MASKED = /^[0-9*]{16}$/;

/** `603799******3456` → `6037 99** **** 3456`. Text that is not a card number stays as it is. */
export function groupPan(pan: string): string {
  return MASKED.test(pan) ? pan.replace(/(.{4})(?=.)/g, "$1 ") : pan;
}

/** `603799******3456` → `6037 •• 3456`: enough to tell cards of a list apart. */
export function shortPan(pan: string): string {
  return MASKED.test(pan) ? `${pan.slice(0, 4)} •• ${pan.slice(-4)}` : pan;
}
