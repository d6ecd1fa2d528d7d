"use client";

import type { Route } from "next";
import Link from "next/link";
import { useRouter } from "next/navigation";

/**
 * The row's own link, laid over all of it: a middle click works anywhere. Buttons of a row stand above it
 * (`relative`). Fetched ahead when the pointer or the focus is on it: fifty rows in sight are not worth
 * fifty requests.
 */
export function RowLink({
  href,
  id,
  children,
}: {
  href: string;
  id: string;
  /** What a screen reader calls the row; the cells say the rest. */
  children: string;
}) {
  const router = useRouter();
  const ahead = () => router.prefetch(href as Route);
  return (
    <Link
      href={href as Route}
      prefetch={false}
      data-row={id}
      onPointerEnter={ahead}
      onFocus={ahead}
      className="absolute inset-0 -outline-offset-2"
    >
      <span className="sr-only">{children}</span>
    </Link>
  );
}
