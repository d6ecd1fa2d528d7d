import { groupPan } from "./group-pan";

/** A masked card number in groups of four. */
export function Pan({ children }: { children: string }) {
  return (
    <bdi dir="ltr" className="whitespace-nowrap font-mono text-[0.9em]">
      {groupPan(children)}
    </bdi>
  );
}
