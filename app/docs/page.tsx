import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { DocsContents } from "@/components/docs/contents";
import { LocalWork } from "@/components/docs/feed";
import { GettingStarted } from "@/components/docs/getting-started";
import { Outcome } from "@/components/docs/outcome";
import { DocsSection, Prose } from "@/components/docs/prose";
import { errorBody } from "@/components/docs/samples";
import { ScenarioTable } from "@/components/docs/scenario-table";
import { SiteShell } from "@/components/shell/site-shell";
import { Alert } from "@/components/ui/alert";
import { buttonClass } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { env } from "@/lib/env";
import { SCENARIOS } from "@/lib/sandbox/scenarios";
import { stateEdges } from "@/lib/transactions/state-edges";

export async function generateMetadata() {
  const t = await getTranslations("docs");
  return { title: t("title"), description: t("lead") };
}

/** The guide for developers of client sites, on one page so that it can be searched and printed. */
export default async function DocsPage() {
  const t = await getTranslations("docs");
  const base = env().PUBLIC_URL;
  return (
    <SiteShell>
      <div className="grid gap-x-16 py-12 lg:grid-cols-[13rem_minmax(0,1fr)]">
        <DocsContents />
        <article className="flex min-w-0 max-w-3xl flex-col gap-10">
          <div>
            <h1 className="font-bold text-3xl">{t("title")}</h1>
            <p className="mt-2 text-ink-2 text-lg">{t("lead")}</p>
          </div>
          <GettingStarted base={base} />
          <Outcome edges={stateEdges()} />
          <DocsSection id="errors" title="errorsTitle">
            <Prose k="errors1" />
            <CodeBlock title="422" code={errorBody(base)} />
            <p>
              <Link href="/docs/errors" className={buttonClass({ size: "lg" })}>
                {t("errorsLink")}
              </Link>
            </p>
          </DocsSection>
          <DocsSection id="test" title="testTitle">
            <Prose k="test1" />
            <Prose k="test2" />
            <ScenarioTable scenarios={SCENARIOS} />
          </DocsSection>
          <LocalWork base={base} />
          <DocsSection id="operating" title="operateTitle">
            <Prose k="operate1" />
            <Prose k="operate2" />
            <Prose k="operate3" />
            <Prose k="operate4" />
          </DocsSection>
          <DocsSection id="legal" title="legalTitle">
            <Alert tone="warn">
              <Prose k="legal1" as="span" />
            </Alert>
          </DocsSection>
        </article>
      </div>
    </SiteShell>
  );
}
