export type ToastMessage = { tone: "ok" | "danger"; title: string; description?: string };

type Listener = (message: ToastMessage) => void;
let listener: Listener | null = null;
const early: ToastMessage[] = [];

/** Say that something is done (`ok`, announced politely) or was not (`danger`, announced at once). */
export function toast(tone: ToastMessage["tone"], title: string, description?: string): void {
  const message = { tone, title, ...(description === undefined ? {} : { description }) };
  if (listener) listener(message);
  else early.push(message);
}

/** The one place where toasts appear takes them from here, those from before it was there too. */
export function takeToasts(take: Listener): () => void {
  listener = take;
  for (const message of early.splice(0)) take(message);
  return () => {
    listener = null;
  };
}
