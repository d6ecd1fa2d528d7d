"use client";

import type { Route } from "next";
import Link from "next/link";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";

/**
 * The row's own link, stretched over all of it. Fetched ahead when the pointer or the focus is on it: fifty
 * rows in sight are not worth fifty requests.
 */
export function RowLink({ href, id, children }: { href: string; id: string; children: ReactNode }) {
  const router = useRouter();
  const ahead = () => router.prefetch(href as Route);
  return (
    <Link
      href={href as Route}
      prefetch={false}
      data-row={id}
      onPointerEnter={ahead}
      onFocus={ahead}
      className="outline-none after:absolute after:inset-0 after:-outline-offset-2 focus-visible:after:outline-2 focus-visible:after:outline-brand"
    >
      {children}
    </Link>
  );
}
