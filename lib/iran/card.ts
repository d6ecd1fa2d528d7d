/** 16 digits with a right Luhn check digit. An unknown bank prefix is still a card. */
export function isCardNumber(text: string): boolean {
  if (!/^\d{16}$/.test(text)) return false;
  let sum = 0;
  for (let i = 0; i < 16; i++) {
    const digit = Number(text[i]) * (i % 2 === 0 ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}

/** First six and last four digits, as banks print it: `603799******7893`. */
export function maskCardNumber(text: string): string {
  return `${text.slice(0, 6)}******${text.slice(-4)}`;
}
