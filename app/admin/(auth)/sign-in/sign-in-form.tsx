"use client";

import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Digits } from "@/components/format/digits";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";

type Refusal = { kind: "wrong" | "unavailable"; waitSeconds: number };

/** E-mail and password. What was typed stays after a refusal; a wait counts down before the next try. */
export function SignInForm({ next }: { next: string }) {
  const t = useTranslations("consoleSignIn");
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const waiting = (refusal?.waitSeconds ?? 0) > 0;

  useEffect(() => {
    if (!waiting) return;
    const timer = setInterval(
      () => setRefusal((now) => now && { ...now, waitSeconds: now.waitSeconds - 1 }),
      1000,
    );
    return () => clearInterval(timer);
  }, [waiting]);

  async function submit(form: FormData) {
    setPending(true);
    const answer = await signIn("credentials", {
      redirect: false,
      email: String(form.get("email")),
      password: String(form.get("password")),
    }).catch(() => null);
    if (answer?.ok) {
      // A page load: everything the console shows depends on who is signed in.
      window.location.assign(next);
      return;
    }
    setPending(false);
    setRefusal(readRefusal(answer?.error));
  }

  return (
    <form
      // Sent before the script is there, the password must not end up in the address.
      method="post"
      aria-busy={pending}
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!pending && !waiting) void submit(new FormData(event.currentTarget));
      }}
    >
      <div role="alert">
        {refusal && (
          <Alert tone="danger">
            {t(refusal.kind)}{" "}
            {waiting && (
              // Announced once, not at every second.
              <span aria-hidden>
                {t("wait")} <Digits>{refusal.waitSeconds}</Digits> {t("seconds")}
              </span>
            )}
          </Alert>
        )}
      </div>
      <TextField
        name="email"
        label={t("email")}
        type="email"
        dir="ltr"
        autoComplete="username"
        required
        autoFocus
      />
      <TextField
        name="password"
        label={t("password")}
        type="password"
        dir="ltr"
        autoComplete="current-password"
        required
      />
      <Button
        type="submit"
        tone="primary"
        size="lg"
        aria-disabled={pending || waiting}
        className={waiting ? "opacity-60" : ""}
      >
        {pending ? t("signingIn") : t("signIn")}
      </Button>
      <p className="text-ink-3 text-meta">{t("help")}</p>
    </form>
  );
}

/** next-auth hands over the text of the error the server threw (lib/gates/next-auth.ts). */
function readRefusal(error: string | null | undefined): Refusal {
  const wait = /^wait:(\d+)$/.exec(error ?? "");
  if (wait) return { kind: "wrong", waitSeconds: Number(wait[1]) };
  return { kind: "unavailable", waitSeconds: 0 };
}
