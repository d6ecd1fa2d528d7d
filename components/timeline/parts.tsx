import { Fragment, type ReactNode } from "react";

/** Short facts in one line, with a dot between those that are there. */
export function Parts({ children }: { children: ReactNode[] }) {
  const shown = children.filter((part) => part !== null && part !== undefined && part !== false);
  return shown.map((part, index) => (
    <Fragment key={index}>
      {index > 0 && <span className="text-ink-3"> · </span>}
      {part}
    </Fragment>
  ));
}
