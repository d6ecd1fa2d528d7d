/** Put values into a message's `{names}`, for pages that run without next-intl. Plain arguments only. */
export function fill(message: string, values: Record<string, string>): string {
  // A function as replacement: `$&` in a shop's name must stay what it is.
  return message.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
