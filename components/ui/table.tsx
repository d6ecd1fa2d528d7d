import clsx from "clsx";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";

/** A table on a card; scrolls sideways by itself, also by keyboard. `label` names it. */
export function Table({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
      tabIndex={0}
      className="relative overflow-x-auto rounded-card border border-line bg-surface shadow-raised"
    >
      <table className="w-full border-collapse text-table">{children}</table>
    </section>
  );
}

/** A column's head. `number` puts it over its digits, which stand at the right in both directions. */
export function Th({
  number = false,
  className,
  ...rest
}: { number?: boolean } & ComponentProps<"th">) {
  return (
    <th
      scope="col"
      className={clsx(
        "h-9.5 whitespace-nowrap border-line border-b px-4 font-[550] text-ink-2 text-meta",
        number ? "text-right" : "text-start",
        className,
      )}
      {...rest}
    />
  );
}

/** A row; with a `RowLink` inside the whole of it is a link. */
export function Tr({ className, ...rest }: ComponentProps<"tr">) {
  return (
    <tr
      className={clsx(
        "group relative border-line border-b last:border-b-0 hover:bg-sunken has-[a[data-row]:focus-visible]:bg-sunken",
        className,
      )}
      {...rest}
    />
  );
}

/** A cell. Numbers stand at the right in both directions, so that units line up. */
export function Td({
  number = false,
  className,
  ...rest
}: { number?: boolean } & ComponentProps<"td">) {
  return (
    <td
      className={clsx(
        "h-11 whitespace-nowrap px-4 align-middle",
        number ? "text-right" : "text-start",
        className,
      )}
      {...rest}
    />
  );
}

/** The row's own link, stretched over all of it: a middle click works anywhere. */
export function RowLink({ className, ...rest }: ComponentProps<typeof Link>) {
  return (
    <Link
      data-row
      // A page of rows would otherwise be a page of requests.
      prefetch={false}
      className={clsx("font-[550] after:absolute after:inset-0 hover:text-brand", className)}
      {...rest}
    />
  );
}
