/** What curl writes itself, the same as was sent: they belong to the connection or follow from the body. */
const OF_CURL = new Set(["host", "content-length", "connection", "transfer-encoding"]);

/** A request as a command for a POSIX shell that sends the same bytes again. */
export function curlOf(url: string, headers: Record<string, string>, body: string): string {
  const given = Object.entries(headers)
    .filter(([name]) => !OF_CURL.has(name.toLowerCase()))
    .map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`);
  return [`curl -i -X POST ${quoted(url)}`, ...given, `--data-binary ${quoted(body)}`].join(
    " \\\n  ",
  );
}

/** Between apostrophes a shell reads nothing; an apostrophe itself stands outside of them. */
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
