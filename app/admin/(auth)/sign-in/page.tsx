import type { Route } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { currentOperator } from "@/lib/gates/operator";
import { SignInForm } from "./sign-in-form";

export async function generateMetadata() {
  const t = await getTranslations("consoleSignIn");
  return { title: t("title") };
}

type Query = { searchParams: Promise<{ next?: string | string[] }> };

/** Where an operator proves who they are. Leads to the page that was asked for. */
export default async function SignInPage({ searchParams }: Query) {
  const [{ next }, operator, t] = await Promise.all([
    searchParams,
    currentOperator(),
    getTranslations("consoleSignIn"),
  ]);
  const target = ownPath(next);
  if (operator) redirect(target as Route);
  return (
    <>
      <h1 className="mb-1 font-[650] text-xl">{t("title")}</h1>
      <p className="mb-5 text-ink-2 text-table">{t("lead")}</p>
      <SignInForm next={target} />
    </>
  );
}

/** Only paths of the console: an address from outside must not lead out. */
function ownPath(next: string | string[] | undefined): string {
  const path = typeof next === "string" ? next : "";
  return /^\/admin(?:[/?]|$)/.test(path) && !/[\\\s]/.test(path) ? path : "/admin";
}
