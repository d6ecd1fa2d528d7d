import clsx from "clsx";
import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

const LOOKS = {
  ok: { icon: CircleCheck, look: "bg-ok-soft text-ok" },
  info: { icon: Info, look: "bg-info-soft text-info" },
  warn: { icon: TriangleAlert, look: "bg-warn-soft text-warn" },
  danger: { icon: CircleAlert, look: "bg-danger-soft text-danger" },
} as const;

/** A message in the page's flow. It is not announced; a caller that needs that adds a live region. */
export function Alert({
  tone = "info",
  title,
  children,
}: {
  tone?: keyof typeof LOOKS;
  title?: ReactNode;
  children?: ReactNode;
}) {
  const { icon: Icon, look } = LOOKS[tone];
  return (
    <div className={clsx("flex gap-3 rounded-card px-4 py-3 text-sm", look)}>
      <Icon aria-hidden className="mt-1 size-4 shrink-0" />
      <div className="min-w-0">
        {title && <p className="font-[650]">{title}</p>}
        {children}
      </div>
    </div>
  );
}
