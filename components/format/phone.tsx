import { Code } from "./code";

/** A mobile number: `0912 345 6789`. */
export function Phone({ children }: { children: string }) {
  const grouped = /^09\d{9}$/.test(children)
    ? children.replace(/^(\d{4})(\d{3})(\d{4})$/, "$1 $2 $3")
    : children;
  return <Code className="whitespace-nowrap">{grouped}</Code>;
}
