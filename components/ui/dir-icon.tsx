import type { LucideIcon } from "lucide-react";

/** An icon that points along the reading direction. Mirrored, not rotated: some are not symmetric. */
export function DirIcon({ icon: Icon, className = "" }: { icon: LucideIcon; className?: string }) {
  return <Icon aria-hidden className={`rtl:-scale-x-100 ${className}`} />;
}
