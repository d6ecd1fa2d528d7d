import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { Digits } from "@/components/format/digits";
import { Messages } from "@/components/messages";
import { Skeleton } from "@/components/ui/skeleton";
import { requireOperator } from "@/lib/gates/operator";
import { PASSWORD_CHARS_MIN } from "@/lib/operators/password-rules";
import { SESSION_HOURS, SESSION_IDLE_MINUTES } from "@/lib/operators/state";
import { changePassword } from "../actions";
import { PasswordForm } from "../password-form";
import { SettingsHead } from "../settings-head";
import { SettingsPart } from "../settings-part";
import { Sessions } from "./sessions";

export async function generateMetadata() {
  const t = await getTranslations("consoleSettings");
  return { title: `${t("tab.security")} · ${t("title")}` };
}

/** One's password, and where one is signed in. */
export default async function SecurityPage() {
  const ctx = await requireOperator();
  const t = await getTranslations("consoleSettings");
  return (
    <Messages of={["consoleSettings"]}>
      <SettingsHead tab="security" />
      <SettingsPart title={t("password.title")} text={t("password.text")}>
        <div className="max-w-sm">
          <PasswordForm
            action={changePassword}
            charsMin={PASSWORD_CHARS_MIN}
            currentLabel={t("password.current")}
            submit={t("password.change")}
          />
        </div>
      </SettingsPart>
      <SettingsPart
        title={t("sessions.title")}
        text={t.rich("sessions.text", {
          idle: () => <Digits>{SESSION_IDLE_MINUTES}</Digits>,
          whole: () => <Digits>{SESSION_HOURS}</Digits>,
        })}
      >
        <Suspense fallback={<SessionsSkeleton />}>
          <Sessions ctx={ctx} />
        </Suspense>
      </SettingsPart>
    </Messages>
  );
}

function SessionsSkeleton() {
  return (
    <div aria-hidden className="flex flex-col gap-4">
      {[0, 1].map((row) => (
        <div key={row} className="flex flex-col gap-2">
          <Skeleton className="h-4 w-40" />
          <Skeleton className="h-3 w-64" />
        </div>
      ))}
    </div>
  );
}
