import en from "../../messages/en.json" with { type: "json" };
import fa from "../../messages/fa.json" with { type: "json" };

/** What the console says, so that a test presses what a person reads. */
export const WORDS = { fa, en };
export type Locale = keyof typeof WORDS;

/** How an operator may sit in front of the console: languages, themes and screens, each at least twice. */
export const SEATS = [
  { locale: "fa", colorScheme: "light", viewport: { width: 1440, height: 900 } },
  { locale: "en", colorScheme: "dark", viewport: { width: 1440, height: 900 } },
  { locale: "fa", colorScheme: "dark", viewport: { width: 390, height: 844 } },
  { locale: "en", colorScheme: "light", viewport: { width: 390, height: 844 } },
] as const satisfies { locale: Locale; colorScheme: string; viewport: object }[];

export const seatName = ({ locale, colorScheme, viewport }: (typeof SEATS)[number]) =>
  `${locale}-${colorScheme}-${viewport.width}`;
