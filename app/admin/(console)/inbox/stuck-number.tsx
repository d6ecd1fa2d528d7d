import { useWriting } from "@/components/format/use-writing";
import { formatCount } from "@/lib/i18n/format-number";
import type { StuckCount } from "@/lib/inbox/count-stuck";

/** How many; a plus where there are more than are counted. */
export function StuckNumber({ count, more }: StuckCount) {
  const text = formatCount(count, useWriting());
  return <bdi>{more ? `${text}+` : text}</bdi>;
}
