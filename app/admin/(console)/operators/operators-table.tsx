import { useTranslations } from "next-intl";
import { Ago } from "@/components/format/ago";
import { Digits } from "@/components/format/digits";
import { Badge } from "@/components/ui/badge";
import { Monogram } from "@/components/ui/monogram";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { OperatorView } from "@/lib/operators/list-operators";
import { OperatorMenu } from "./operator-menu";

/** Operators as a table: who, as what, in which state, and when they were last here. */
export function OperatorsTable({
  operators,
  nowMs,
  self,
  manages,
  signInUrl,
}: {
  operators: OperatorView[];
  nowMs: number;
  /** The id of who looks. */
  self: string;
  manages: boolean;
  signInUrl: string;
}) {
  const t = useTranslations("consoleOperators");
  const roles = useTranslations("console");
  return (
    <Table label={t("title")}>
      <thead>
        <tr>
          <Th>{t("operator")}</Th>
          <Th className="max-sm:hidden">{t("roleLabel")}</Th>
          <Th className="max-sm:hidden">{t("state")}</Th>
          <Th className="max-md:hidden">{t("sessions")}</Th>
          <Th className="max-sm:hidden">{t("lastSeen")}</Th>
          {manages && (
            <Th>
              <span className="sr-only">{t("acts")}</span>
            </Th>
          )}
        </tr>
      </thead>
      <tbody>
        {operators.map((operator) => (
          <Tr key={operator.id}>
            <Td className="h-14 max-w-0 max-sm:pt-2 max-sm:w-full sm:max-w-80">
              <Who operator={operator} isSelf={operator.id === self} />
              {/* A phone has no room for columns. */}
              <span className="mt-1 mb-2 flex items-center gap-2 ps-7.5 text-meta sm:hidden">
                {roles(`role.${operator.role}`)}
                <State operator={operator} />
              </span>
            </Td>
            <Td className="max-sm:hidden">{roles(`role.${operator.role}`)}</Td>
            <Td className="max-sm:hidden">
              <State operator={operator} />
            </Td>
            <Td className="max-md:hidden">
              {operator.sessions > 0 ? (
                <Digits>{operator.sessions}</Digits>
              ) : (
                <span className="text-ink-3">{t("noSessions")}</span>
              )}
            </Td>
            <Td className="max-sm:hidden">
              {operator.lastSeenAt ? (
                <Ago at={operator.lastSeenAt} nowMs={nowMs} />
              ) : (
                <span className="text-ink-3">{t("never")}</span>
              )}
            </Td>
            {manages && (
              <Td className="w-10 text-end">
                {operator.id !== self && (
                  <OperatorMenu
                    id={operator.id}
                    who={operator.name ?? operator.email}
                    role={operator.role}
                    disabled={operator.disabledAt !== null}
                    signInUrl={signInUrl}
                  />
                )}
              </Td>
            )}
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function Who({ operator, isSelf }: { operator: OperatorView; isSelf: boolean }) {
  const t = useTranslations("consoleOperators");
  const { id, name, email } = operator;
  return (
    <span className="flex items-center gap-2.5">
      <Monogram id={id} name={name ?? email} />
      <span className="min-w-0">
        <span className="flex items-center gap-2">
          <bdi className="truncate font-[550]">{name ?? email}</bdi>
          {isSelf && <span className="text-ink-3 text-meta">{t("you")}</span>}
        </span>
        {name && (
          <bdi dir="ltr" className="block truncate text-ink-3 text-meta">
            {email}
          </bdi>
        )}
      </span>
    </span>
  );
}

function State({ operator }: { operator: OperatorView }) {
  const t = useTranslations("consoleOperators");
  if (operator.disabledAt) return <Badge tone="neutral">{t("stateDisabled")}</Badge>;
  if (operator.passwordIssuedAt) {
    return (
      <Badge tone="warn" dashed>
        {t("stateIssued")}
      </Badge>
    );
  }
  return <Badge tone="ok">{t("stateActive")}</Badge>;
}
