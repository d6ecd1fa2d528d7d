/** `603799******3456` → `6037 99** **** 3456`. Text that is not a card number stays as it is. */
export function groupPan(pan: string): string {
  return /^[0-9*]{16}$/.test(pan) ? pan.replace(/(.{4})(?=.)/g, "$1 ") : pan;
}
