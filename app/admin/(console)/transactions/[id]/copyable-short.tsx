import { useTranslations } from "next-intl";
import { ShortId } from "@/components/format/short-id";
import { CopyButton } from "@/components/ui/copy-button";

/** A long id on one line; the button copies all of it. `what` names it for a screen reader. */
export function CopyableShort({ children, what }: { children: string; what: string }) {
  const t = useTranslations("ui");
  return (
    <span className="inline-flex items-center gap-0.5">
      <ShortId>{children}</ShortId>
      <CopyButton value={children} label={t("copyWhat", { what })} done={t("copied")} />
    </span>
  );
}
