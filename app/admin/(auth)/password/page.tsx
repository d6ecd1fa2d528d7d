import type { Route } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Messages } from "@/components/messages";
import { currentOperator } from "@/lib/gates/operator";
import { PASSWORD_CHARS_MIN } from "@/lib/operators/password-rules";
import { ReplacePassword } from "./replace-password";

export async function generateMetadata() {
  const t = await getTranslations("consoleSettings");
  return { title: t("password.replaceTitle") };
}

/** Where a printed one-time password is replaced; until then nothing else opens. */
export default async function ReplacePasswordPage() {
  const [ctx, t] = await Promise.all([currentOperator(), getTranslations("consoleSettings")]);
  if (!ctx) redirect("/admin/sign-in?next=/admin" as Route);
  if (!ctx.mustChangePassword) redirect("/admin/settings/security" as Route);
  return (
    <Messages of={["consoleSettings"]}>
      <h1 className="mb-1 font-[650] text-xl">{t("password.replaceTitle")}</h1>
      <p className="mb-5 text-ink-2 text-table">
        {t.rich("password.replaceText", {
          email: () => (
            <bdi dir="ltr" className="break-all font-[550] text-ink">
              {ctx.operator.email}
            </bdi>
          ),
        })}
      </p>
      <ReplacePassword charsMin={PASSWORD_CHARS_MIN} />
    </Messages>
  );
}
