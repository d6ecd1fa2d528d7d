import clsx from "clsx";
import type { ComponentProps } from "react";

/** A surface with a hairline border; nothing on it floats, so it casts almost no shadow. */
export function Card({ className, ...rest }: ComponentProps<"section">) {
  return (
    <section
      className={clsx("rounded-card border border-line bg-surface shadow-raised", className)}
      {...rest}
    />
  );
}
