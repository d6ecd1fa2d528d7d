import { useWriting } from "@/components/format/use-writing";
import type { App } from "@/lib/apps/find-app";
import { formatToman } from "@/lib/money/format-money";
import { TestForm } from "./test-form";

const AMOUNT_RIALS = 150_000n;

/** The form with what an app's own payment would begin with. */
export function TestFormIn({
  app,
  stays = false,
}: {
  app: Pick<App, "id" | "returnOrigins">;
  stays?: boolean;
}) {
  const [origin = ""] = app.returnOrigins;
  const { value: amount } = formatToman(AMOUNT_RIALS, useWriting());
  return <TestForm appId={app.id} siteReturn={`${origin}/return`} {...{ amount, stays }} />;
}
