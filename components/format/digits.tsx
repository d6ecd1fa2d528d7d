import { localDigits } from "@/lib/i18n/digits";
import { useWriting } from "./use-writing";

/** A count or other short number for reading, in the figures of the language. */
export function Digits({ children }: { children: string | number }) {
  return <>{localDigits(String(children), useWriting())}</>;
}
