"use client";

import { Menu } from "lucide-react";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { Dialog } from "@/components/ui/dialog";

/** On a narrow screen the sidebar comes in over the page; choosing a place closes it. */
export function MobileNav({ children }: { children: ReactNode }) {
  const t = useTranslations("console");
  const [open, setOpen] = useState(false);
  const pathname = usePathname();
  useEffect(() => setOpen(false), [pathname]);
  return (
    <Dialog
      shape="drawer"
      open={open}
      onOpenChange={setOpen}
      title={t("navLabel")}
      trigger={
        <button
          type="button"
          aria-label={t("openNav")}
          className="grid size-9 shrink-0 cursor-pointer place-items-center rounded-control text-ink-2 hover:bg-sunken min-[900px]:hidden"
        >
          <Menu aria-hidden className="size-5" />
        </button>
      }
    >
      <div className="-mx-5 -my-4">{children}</div>
    </Dialog>
  );
}
