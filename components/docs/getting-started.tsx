import { useTranslations } from "next-intl";
import { Code } from "@/components/format/code";
import { CodeBlock } from "@/components/ui/code-block";
import { DocsSection, DocsTable, Prose, RowHead } from "./prose";
import { curlRequest, headers, nodeRequest, sdk, stringToSign } from "./samples";

/** From nothing to a signed request. */
export function GettingStarted({ base }: { base: string }) {
  return (
    <>
      <DocsSection id="start" title="startTitle">
        <Prose k="start1" />
        <Prose k="startSdk" />
        <CodeBlock title="payments.mjs" code={sdk(base)} />
        <Prose k="start2" />
        <CodeBlock title="pay.sh" code={curlRequest(base)} />
        <Prose k="start3" />
        <CodeBlock title="flatpay-call.mjs" code={nodeRequest(base)} />
      </DocsSection>
      <DocsSection id="signing" title="signTitle">
        <Prose k="sign1" />
        <CodeBlock title="string to sign" code={stringToSign} />
        <CodeBlock title="headers" code={headers} />
        <Prose k="sign2" />
      </DocsSection>
      <DocsSection id="request" title="requestTitle">
        <Prose k="request1" />
        <Prose k="request2" />
        <RequestMembers />
      </DocsSection>
    </>
  );
}

const MEMBERS = [
  ["order_id", "memberOrderId"],
  ["amount, currency", "memberAmount"],
  ["description", "memberDescription"],
  ["return_url", "memberReturnUrl"],
  ["payer", "memberPayer"],
  ["card_pan", "memberCardPan"],
  ["expires_in", "memberExpiresIn"],
  ["metadata", "memberMetadata"],
  ["locale", "memberLocale"],
] as const;

function RequestMembers() {
  const t = useTranslations("docs");
  return (
    <DocsTable head={[t("member"), t("meaning")]}>
      {MEMBERS.map(([name, key]) => (
        <tr key={name}>
          <RowHead>
            <Code>{name}</Code>
          </RowHead>
          <td className="text-ink-2">{t(key)}</td>
        </tr>
      ))}
    </DocsTable>
  );
}
