import pino from "pino";

/**
 * Second wall: secrets, full card numbers and mobile numbers are masked in whatever reaches the log.
 * The first wall is that callers name the fields they log.
 */
const FORBIDDEN: readonly (readonly [RegExp, string])[] = [
  [/\b(fps_(?:test|live)|fpa|whsec)_[A-Za-z0-9_+/=-]{8,}/g, "$1_***"],
  [/(Bearer\s+)[A-Za-z0-9._~+/=-]{8,}/gi, "$1***"],
  [/(postgres(?:ql)?:\/\/[^:@/\s"]+:)[^@\s"]+@/g, "$1***@"],
  [/(?<![0-9A-Za-z])(\d{6})\d{6}(\d{4})(?![0-9A-Za-z])/g, "$1******$2"],
  [/(?<![0-9A-Za-z])((?:\+98|0098|0)?9\d{2})\d{5}(\d{2})(?![0-9A-Za-z])/g, "$1*****$2"],
];

/** What every forbidden value has; most lines have none of it and are done with one look. */
const SUSPECT = /fps_|fpa_|whsec_|bearer|postgres|\d{9}/i;

/** Text with every forbidden value masked. */
export function scrub(text: string): string {
  if (!SUSPECT.test(text)) return text;
  let clean = text;
  for (const [pattern, mask] of FORBIDDEN) clean = clean.replace(pattern, mask);
  return clean;
}

/** JSON lines on standard output. Level by LOG_LEVEL; times are ISO 8601. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? "info",
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
  hooks: { streamWrite: scrub },
});

/** What a log line says of a failure: never the object itself, which may carry a row or a body. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code } = error as { code?: unknown };
  return {
    name: error.name,
    message: error.message.slice(0, 500),
    ...(typeof code === "string" ? { code } : {}),
    stack: error.stack?.split("\n").slice(1, 6).join("\n"),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}
