import { ChevronRight, Rocket } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Digits } from "@/components/format/digits";
import { DirIcon } from "@/components/ui/dir-icon";
import { getFirstRun } from "@/lib/apps/get-first-run";
import type { OperatorContext } from "@/lib/gates/operator";
import { stepsOf } from "./steps-of";

/** The way back to the first run while it is under way; nothing before it began and once it is over. */
export async function FirstRunHint({ ctx }: { ctx: OperatorContext }) {
  const [t, state] = await Promise.all([getTranslations("consoleFirstRun"), getFirstRun(ctx)]);
  if (!state.app || state.paidId) return null;
  const steps = Object.values(stepsOf(state));
  return (
    <Link
      href="/admin/first-run"
      className="mb-5 flex items-center gap-3 rounded-card bg-brand-soft px-4 py-3 text-brand text-table hover:underline"
    >
      <Rocket aria-hidden className="size-4 shrink-0" />
      <span className="font-[650]">{t("heading")}</span>
      <span className="grow">
        {t.rich("progress", {
          done: () => <Digits>{steps.filter((step) => step === "done").length}</Digits>,
          total: () => <Digits>{steps.length}</Digits>,
        })}
      </span>
      <DirIcon icon={ChevronRight} className="size-4" />
    </Link>
  );
}
