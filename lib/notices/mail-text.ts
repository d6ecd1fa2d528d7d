import { localDigits } from "@/lib/i18n/digits";
import { fill } from "@/lib/i18n/fill";
import { DEFAULT_LOCALE, LOCALES, type Locale } from "@/lib/i18n/locales";
import { messagesIn } from "@/lib/i18n/messages";
import { formatTime } from "@/lib/time/format-time";
import type { NoticeKind } from "./state";

/** A notice as its mail needs it; `data` as `reviewEndpoint` wrote it. */
export type MailedNotice = {
  kind: NoticeKind;
  mode: "test" | "live";
  data: Record<string, unknown>;
  appName: string;
  /** The endpoint's address. */
  url: string;
  /** Of the console's page about it. */
  link: string;
};

/** A notice's mail in both languages, Persian first: as plain text and as HTML. */
export function mailText(notice: MailedNotice): { subject: string; text: string; html: string } {
  const parts = LOCALES.map((locale) => ({ locale, ...partIn(locale, notice) }));
  const first = parts.find(({ locale }) => locale === DEFAULT_LOCALE);
  const text = parts.map(({ lines, open }) => [...lines, `${open}: ${notice.link}`].join("\n"));
  const html = parts.map(
    ({ locale, lines, open }) =>
      `<div lang="${locale}" dir="${locale === "fa" ? "rtl" : "ltr"}" style="font:15px/1.9 Tahoma,Arial,sans-serif;margin:0 0 28px">${lines
        .map((line) => `<p style="margin:0 0 8px">${escaped(line)}</p>`)
        .join(
          "",
        )}<p style="margin:0"><a href="${escaped(notice.link)}">${escaped(open)}</a></p></div>`,
  );
  return {
    // One line: a mail's subject has room for one language.
    subject: oneLine(first?.subject ?? ""),
    text: text.join("\n\n—\n\n"),
    html: `<!doctype html><html><body>${html.join("")}</body></html>`,
  };
}

function partIn(locale: Locale, { kind, mode, data, appName, url }: MailedNotice) {
  const words = messagesIn(locale).noticeMail;
  const reason = data.reason === "gone" ? words.reason.gone : words.reason.failing;
  const values = {
    app: oneLine(appName),
    url,
    mode: words.mode[mode],
    type: String(data.type ?? ""),
    since: moment(data.failing_since, locale),
    disableAt: moment(data.disable_at, locale),
    reason,
    errors: errorsOf(data.errors, locale).join(locale === "fa" ? "، " : ", "),
  };
  const lines = [words.text[kind], words.app, words.url];
  if (values.errors) lines.push(words.errors);
  return {
    subject: fill(words.subject[kind], values),
    lines: lines.map((line) => fill(line, values)),
    open: words.open,
  };
}

function errorsOf(errors: unknown, locale: Locale): string[] {
  if (!Array.isArray(errors)) return [];
  const { noticeMail, consoleWebhooks } = messagesIn(locale);
  const words: Record<string, string> = consoleWebhooks.failureWord;
  return errors.map(({ status, error }: { status: number | null; error: string }) =>
    status === null
      ? (words[error] ?? error)
      : fill(noticeMail.status, { status: localDigits(String(status), locale) }),
  );
}

function moment(iso: unknown, locale: Locale): string {
  return typeof iso === "string" ? formatTime(new Date(iso), locale) : "";
}

const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string) => text.replace(/[&<>"]/g, (char) => ESCAPES[char] ?? char);
