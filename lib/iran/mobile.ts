/** `09xxxxxxxxx` from any of `09…`, `+989…`, `00989…`; null when it is no Iranian mobile number. ASCII digits only. */
export function normalizeMobile(text: string): string | null {
  const national = text.replace(/^(\+98|0098)(?=9)/, "0");
  return /^09\d{9}$/.test(national) ? national : null;
}
