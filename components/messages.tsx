import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import type { Messages as All } from "@/lib/i18n/messages";

/** What every client component of the console may say. */
const SHARED = ["site", "failure", "format", "ui", "console", "status", "errors"] as const;

/**
 * Gives the client components inside the texts they need, by namespace, and no others: a page carries
 * only the words that are on it. The shared ones are always in.
 */
export async function Messages({
  of = [],
  children,
}: {
  of?: readonly (keyof All)[];
  children: ReactNode;
}) {
  const all = await getMessages();
  const given = Object.fromEntries([...SHARED, ...of].map((name) => [name, all[name]]));
  return <NextIntlClientProvider messages={given}>{children}</NextIntlClientProvider>;
}
