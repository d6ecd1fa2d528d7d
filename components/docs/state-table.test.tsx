import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { messagesIn } from "@/lib/i18n/messages";
import { TRANSACTION_STATUSES } from "@/lib/transactions/state";
import { stateEdges } from "@/lib/transactions/state-edges";
import { StateTable } from "./state-table";

/** Status by status, where the page says that it may go. */
function drawn(locale: "fa" | "en"): Record<string, string[]> {
  const html = renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={messagesIn(locale)} timeZone="Asia/Tehran">
      <StateTable edges={stateEdges()} />
    </NextIntlClientProvider>,
  );
  const rows = html.split("<tr").slice(2);
  return Object.fromEntries(
    rows.map((row) => {
      const [from = ""] = TRANSACTION_STATUSES.filter((status) =>
        new RegExp(`<th[^>]*>(<[^>]+>)*${status}<`).test(row),
      );
      const items = [...row.matchAll(/<li data-edge="(\w+)">(.*?)<\/li>/g)];
      return [
        from,
        items.map(([, to = "", inside = ""]) => {
          const text = inside.replace(/<[^>]+>/g, "");
          expect(text).toContain(to);
          return text === to ? to : `${to} when late`;
        }),
      ];
    }),
  );
}

test.each(["fa", "en"] as const)(
  "every edge of the machine is in the %s guide, and no other",
  (locale) => {
    const wanted = TRANSACTION_STATUSES.map((status) => [
      status,
      stateEdges()
        .filter(({ from }) => from === status)
        .map(({ to, late }) => (late ? `${to} when late` : to)),
    ]);
    expect(drawn(locale)).toEqual(Object.fromEntries(wanted));
  },
);
