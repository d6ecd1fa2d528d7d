import "server-only";
import compile from "icu-minify/compile";
import type { Locale } from "./locales";
import { type Messages, messagesIn } from "./messages";

type Text = { readonly [key: string]: string | Text };
type Compiled = { [key: string]: ReturnType<typeof compile> | Compiled };

const compiled = new Map<Locale, Messages>();

/**
 * Every text of a language, its ICU syntax parsed. Parsing here, once per process, keeps the parser (9 KB)
 * out of every page: next.config.ts gives next-intl the formatter that takes parsed messages only.
 */
export function compiledMessagesIn(locale: Locale): Messages {
  let messages = compiled.get(locale);
  if (!messages) {
    // For types a message stays a text: next-intl reads the arguments from it.
    messages = compileTree(messagesIn(locale)) as unknown as Messages;
    compiled.set(locale, messages);
  }
  return messages;
}

function compileTree(tree: Text): Compiled {
  return Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [
      key,
      typeof value === "string" ? compile(value) : compileTree(value),
    ]),
  );
}
