import clsx from "clsx";
import { useTranslations } from "next-intl";
import type { ComponentProps, ReactNode } from "react";
import { InlineCode } from "@/components/format/code";

type Key = Parameters<ReturnType<typeof useTranslations<"docs">>>[0];

const TAGS = {
  c: (text: ReactNode) => <InlineCode>{text}</InlineCode>,
  b: (text: ReactNode) => <strong className="font-[650] text-ink">{text}</strong>,
  a: (text: ReactNode) => (
    <a
      href="https://www.standardwebhooks.com"
      className="text-brand underline underline-offset-4"
      dir="ltr"
    >
      {text}
    </a>
  ),
};

/** One paragraph of the guide, from the messages, with code and stress inside. */
export function Prose({ k, as: Tag = "p" }: { k: Key; as?: "p" | "span" }) {
  const t = useTranslations("docs");
  return <Tag className={Tag === "p" ? "text-ink-2" : undefined}>{t.rich(k, TAGS)}</Tag>;
}

/** A heading that can be linked to, and what belongs under it. */
export function DocsSection({
  id,
  title,
  children,
}: {
  id: string;
  title: Key;
  children: ReactNode;
}) {
  const t = useTranslations("docs");
  return (
    <section aria-labelledby={id} className="flex min-w-0 flex-col gap-4 border-line border-t pt-8">
      <h2 id={id} className="scroll-mt-24 font-[650] text-xl">
        <a href={`#${id}`} className="hover:text-brand">
          {t(title)}
        </a>
      </h2>
      {children}
    </section>
  );
}

/** A table that scrolls by itself when the screen is narrow. `even` gives sister tables one grid. */
export function DocsTable({
  head,
  even = false,
  children,
}: {
  head: ReactNode[];
  even?: boolean;
  children: ReactNode;
}) {
  const t = useTranslations("docs");
  return (
    <section
      aria-label={t("scrollTable")}
      className="overflow-x-auto rounded-card border border-line bg-surface"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1).
      tabIndex={0}
    >
      <table
        className={clsx(
          "w-full text-start text-sm normal-nums [&_td]:px-4 [&_td]:py-2.5 [&_td]:align-top [&_th]:px-4 [&_th]:py-2 [&_tr+tr]:border-line [&_tr+tr]:border-t",
          even && "min-w-2xl table-fixed",
        )}
      >
        <thead className="border-line border-b bg-sunken text-ink-2 text-xs">
          <tr>
            {head.map((name, column) => (
              <th key={column} scope="col" className="text-start font-[550]">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}

/** A row's first cell. */
export function RowHead(props: ComponentProps<"th">) {
  return <th scope="row" className="py-2.5! text-start align-top font-normal" {...props} />;
}
