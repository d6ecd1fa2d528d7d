import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";

/** One subject of the settings: what it is about at the start, what there is to set on a card beside it. */
export function SettingsPart({
  title,
  text,
  children,
}: {
  title: ReactNode;
  text?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="grid gap-x-10 gap-y-4 border-line border-b py-8 last:border-b-0 lg:grid-cols-[17rem_1fr]">
      <div>
        <h2 className="font-[650] text-base">{title}</h2>
        {text && <div className="mt-1 text-ink-2 text-table">{text}</div>}
      </div>
      <Card className="min-w-0 p-5">{children}</Card>
    </section>
  );
}
