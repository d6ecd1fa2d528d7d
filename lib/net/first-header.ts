/** An answer's headers by lower-case name. undici makes a list of any that is repeated. */
export type AnswerHeaders = Record<string, string | string[] | undefined>;

/** Of a repeated header the first; null when there is none. */
export function firstHeader(headers: AnswerHeaders, name: string): string | null {
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}
