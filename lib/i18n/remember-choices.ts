import "server-only";
import { cookies } from "next/headers";
import { env } from "@/lib/env";
import {
  FIGURES_COOKIE,
  type Figures,
  LOCALE_COOKIE,
  type Locale,
  PREFERENCE_SECONDS,
  THEME_COOKIE,
  type Theme,
} from "./locales";

type Choices = { locale?: Locale; theme?: Theme; figures?: Figures };

/** Keep a visitor's choices in the cookies that pages are rendered by. In actions and route handlers only. */
export async function rememberChoices({ locale, theme, figures }: Choices): Promise<void> {
  const jar = await cookies();
  const chosen = [
    [LOCALE_COOKIE, locale],
    [THEME_COOKIE, theme],
    [FIGURES_COOKIE, figures],
  ] as const;
  for (const [name, value] of chosen) {
    if (value === undefined) continue;
    jar.set(name, value, {
      path: "/",
      maxAge: PREFERENCE_SECONDS,
      sameSite: "lax",
      httpOnly: true,
      secure: env().PUBLIC_URL.startsWith("https:"),
    });
  }
}
