import { useTranslations } from "next-intl";
import { CopyButton } from "@/components/ui/copy-button";
import { Code } from "./code";

/** An id in full with a button that copies it. `what` names it for a screen reader. */
export function CopyableId({ children, what }: { children: string; what: string }) {
  const t = useTranslations("ui");
  return (
    <span className="inline-flex max-w-full items-center gap-0.5">
      <Code className="break-all">{children}</Code>
      <CopyButton value={children} label={t("copyWhat", { what })} done={t("copied")} />
    </span>
  );
}
