"use client";

import type { Route } from "next";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type ComponentProps, createContext, type ReactNode, use, useTransition } from "react";

type Navigation = {
  /** A page of the list is on its way; the one in sight is the one before. */
  pending: boolean;
  go: (href: string) => void;
  /** The same view, as it is now. */
  refresh: () => void;
};

const Given = createContext<Navigation | null>(null);

/**
 * One list with all that leads through it: tabs, filters, order, pages. Whichever of them is used, the old
 * rows stay, dimmed, until the new ones are there.
 */
export function ListNavigation({ children }: { children: ReactNode }) {
  return <Given value={useNavigation()}>{children}</Given>;
}

/** The list around; outside of one a navigation of its own. */
export function useListNavigation(): Navigation {
  const own = useNavigation();
  return use(Given) ?? own;
}

function useNavigation(): Navigation {
  const router = useRouter();
  const [pending, start] = useTransition();
  return {
    pending,
    go: (href) => start(() => router.push(href as Route)),
    refresh: () => start(() => router.refresh()),
  };
}

/** A link to another view of the list around. Still a link: a middle click opens a tab. */
export function ListLink({
  href,
  ...rest
}: Omit<ComponentProps<typeof Link>, "href"> & { href: string }) {
  const { go } = useListNavigation();
  return (
    <Link
      href={href as Route}
      // There are many on a page, and each is another question to the database.
      prefetch={false}
      onNavigate={(event) => {
        event.preventDefault();
        go(href);
      }}
      {...rest}
    />
  );
}
