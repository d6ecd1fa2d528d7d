import { useTranslations } from "next-intl";
import { Ago } from "@/components/format/ago";
import { Code } from "@/components/format/code";
import { Badge } from "@/components/ui/badge";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { AdminTokenView } from "@/lib/admin-tokens/list-admin-tokens";
import { RevokeToken } from "./revoke-token";

type State = "active" | "expired" | "revoked" | "orphaned";

/** Tokens as a table. Those that open nothing any more stay, so that their marks in the audit make sense. */
export function TokensTable({
  tokens,
  manages,
  nowMs,
}: {
  tokens: AdminTokenView[];
  manages: boolean;
  nowMs: number;
}) {
  const t = useTranslations("consoleSettings");
  const shared = useTranslations("console");
  return (
    <Table label={t("tab.tokens")}>
      <thead>
        <tr>
          <Th>{t("tokens.name")}</Th>
          <Th>{t("tokens.state")}</Th>
          <Th className="max-sm:hidden">{t("tokens.role")}</Th>
          <Th className="max-md:hidden">{t("tokens.lastUsed")}</Th>
          <Th className="max-sm:hidden">{t("tokens.expires")}</Th>
          <Th className="max-lg:hidden">{t("tokens.creator")}</Th>
          {manages && (
            <Th>
              <span className="sr-only">{t("tokens.acts")}</span>
            </Th>
          )}
        </tr>
      </thead>
      <tbody>
        {tokens.map((token) => {
          const state = stateOf(token, nowMs);
          return (
            <Tr key={token.id}>
              <Td className="h-14 max-sm:py-2">
                <span className="block max-w-60 truncate font-[550]">
                  <bdi>{token.name}</bdi>
                </span>
                <Code className="text-ink-3">{`fpa_…${token.hint}`}</Code>
                {/* A phone has no room for columns. */}
                <span className="mb-1.5 flex gap-2 text-ink-2 text-meta sm:hidden">
                  {shared(`role.${token.role}`)}
                  <Ago at={token.expiresAt} nowMs={nowMs} />
                </span>
              </Td>
              <Td>
                <Badge tone={state === "active" ? "ok" : "neutral"}>
                  {t(`tokens.stateOf.${state}`)}
                </Badge>
              </Td>
              <Td className="max-sm:hidden">{shared(`role.${token.role}`)}</Td>
              <Td className="max-md:hidden">
                {token.lastUsedAt ? (
                  <Ago at={token.lastUsedAt} nowMs={nowMs} />
                ) : (
                  <span className="text-ink-3">{t("tokens.neverUsed")}</span>
                )}
              </Td>
              <Td className="max-sm:hidden">
                <Ago at={token.expiresAt} nowMs={nowMs} />
              </Td>
              <Td className="max-lg:hidden">
                <span className="block max-w-48 truncate">
                  <bdi>{token.creator.name ?? token.creator.email}</bdi>
                </span>
              </Td>
              {manages && (
                <Td className="text-end">
                  {(state === "active" || state === "orphaned") && (
                    <RevokeToken id={token.id} name={token.name} />
                  )}
                </Td>
              )}
            </Tr>
          );
        })}
      </tbody>
    </Table>
  );
}

function stateOf({ revokedAt, expiresAt, creator }: AdminTokenView, nowMs: number): State {
  if (revokedAt) return "revoked";
  if (expiresAt.getTime() <= nowMs) return "expired";
  return creator.disabledAt ? "orphaned" : "active";
}
