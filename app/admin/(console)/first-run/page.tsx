import { getTranslations } from "next-intl/server";
import { requireOperator } from "@/lib/gates/operator";
import { FirstRun } from "./first-run";

export async function generateMetadata() {
  const t = await getTranslations("consoleFirstRun");
  return { title: t("title") };
}

/** The way to the first payment, where it stays reachable once there is an app. */
export default async function FirstRunPage() {
  await requireOperator();
  return <FirstRun />;
}
