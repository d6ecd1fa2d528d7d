import { useTranslations } from "next-intl";
import { CopyButton } from "./copy-button";
import { highlight, type Token } from "./highlight";

const COLOURS: Record<Token["kind"], string | undefined> = {
  plain: undefined,
  comment: "text-ink-3",
  string: "text-ok",
  keyword: "text-brand",
  number: "text-warn",
};

/** Code to read and copy: always left-to-right, scrolls by keyboard too. */
export function CodeBlock({ title, code }: { title: string; code: string }) {
  const t = useTranslations("site");
  return (
    <figure
      dir="ltr"
      className="min-w-0 overflow-hidden rounded-card border border-line bg-surface text-start shadow-raised"
    >
      <figcaption className="flex items-center justify-between gap-2 border-line border-b bg-sunken py-1 ps-4 pe-1.5 font-mono text-ink-2 text-xs">
        <bdi>{title}</bdi>
        <CopyButton value={code} label={t("copyWhat", { what: title })} done={t("copied")} />
      </figcaption>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
        tabIndex={0}
        lang="en"
        className="overflow-x-auto px-4 py-3 font-mono text-[0.8125rem] leading-6"
      >
        <code>
          {highlight(code).map((token, index) =>
            token.kind === "plain" ? (
              token.text
            ) : (
              <span key={index} className={COLOURS[token.kind]}>
                {token.text}
              </span>
            ),
          )}
        </code>
      </pre>
    </figure>
  );
}
