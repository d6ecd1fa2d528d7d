import { Toast } from "@base-ui/react/toast";

/** The one queue of toasts. */
export const toasts = Toast.createToastManager();

/** Say that something is done (`ok`, announced politely) or was not (`danger`, announced at once). */
export function toast(tone: "ok" | "danger", title: string, description?: string): void {
  toasts.add({
    title,
    type: tone,
    priority: tone === "danger" ? "high" : "low",
    ...(description === undefined ? {} : { description }),
  });
}
