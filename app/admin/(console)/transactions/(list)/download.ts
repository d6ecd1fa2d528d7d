/** Line feeds end rows; text cells never hold one (see the export's own route). */
const LINE_FEED = 10;
/** Often enough for an eye, seldom enough for a screen reader and a slow machine. */
const TELL_EVERY_MS = 120;

export type Progress = {
  rows: number;
  /** How many will come; null when there are more than are counted. */
  total: number | null;
};
export type Download = { file: Blob; name: string; rows: number };

/** The server answered, but not with a file. `reason` is one of the errors', if it gave one. */
export class DownloadRefused extends Error {
  constructor(
    readonly status: number,
    readonly reason: string,
  ) {
    super(`refused: ${status} ${reason}`);
  }
}

/**
 * Fetch a CSV as it is written and tell how far it is.
 * @throws DownloadRefused, TypeError when the stream broke off, DOMException `AbortError`
 */
export async function download(
  url: string,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
): Promise<Download> {
  const response = await fetch(url, { signal });
  if (!response.ok || !response.body) throw await refusal(response);
  const announced = response.headers.get("X-Total-Count") ?? "";
  const total = /^\d+$/.test(announced) ? Number(announced) : null;
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const reader = response.body.getReader();
  let lines = 0;
  let toldAt = 0;
  const rows = () => Math.max(lines - 1, 0);
  onProgress({ rows: 0, total });
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    parts.push(next.value);
    for (const byte of next.value) if (byte === LINE_FEED) lines++;
    if (performance.now() - toldAt < TELL_EVERY_MS) continue;
    toldAt = performance.now();
    onProgress({ rows: rows(), total });
  }
  onProgress({ rows: rows(), total });
  return {
    file: new Blob(parts, { type: "text/csv" }),
    name: fileName(response.headers.get("Content-Disposition") ?? ""),
    rows: rows(),
  };
}

/** Hand a file to the browser's downloads. */
export function save({ file, name }: Download): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads it after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

function fileName(disposition: string): string {
  return /filename="([^"]+)"/.exec(disposition)?.[1] ?? "transactions.csv";
}

async function refusal(response: Response): Promise<DownloadRefused> {
  const body: unknown = await response.json().catch(() => null);
  const error = body !== null && typeof body === "object" && "error" in body ? body.error : null;
  const told = error !== null && typeof error === "object" && "reason" in error ? error.reason : "";
  return new DownloadRefused(response.status, String(told));
}
