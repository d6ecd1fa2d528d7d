"use client";

import { useTranslations } from "next-intl";
import { lazy } from "react";
import { useWriting } from "@/components/format/use-writing";
import { type Filter, FilterChips } from "@/components/ui/filter-chips";
import type { AuditActor } from "@/lib/audit/list-actors";
import { AUDIT_GROUPS, type AuditGroup } from "@/lib/audit/state";
import { writeDate } from "../transactions/(list)/write-date";
import type { Chosen } from "./read-query";

const DateFields = lazy(() => import("../transactions/(list)/date-fields"));

const GROUPS = Object.keys(AUDIT_GROUPS) as AuditGroup[];

/** The filters of the audit: who, what kind of deed, which object, when. */
export function AuditFilterChips({ chosen, actors }: { chosen: Chosen; actors: AuditActor[] }) {
  const t = useTranslations("consoleAudit");
  const { actor, groups, entity, range, from, to } = chosen;
  const filters: Filter[] = [
    {
      kind: "choices",
      names: ["actor"],
      label: t("who"),
      shown: actor && <bdi>{actors.find(({ id }) => id === actor)?.name ?? actor}</bdi>,
      choices: actors.map(({ id, name }) => ({ value: id, text: name })),
    },
    {
      kind: "choices",
      names: ["group"],
      label: t("what"),
      several: true,
      shown: groups.length > 0 ? groups.map((group) => t(`group.${group}`)).join(t("comma")) : null,
      choices: GROUPS.map((value) => ({ value, text: t(`group.${value}`) })),
    },
    {
      kind: "text",
      names: ["entity"],
      label: t("entity"),
      hint: t("entityHint"),
      shown: entity && <bdi dir="ltr">{entity}</bdi>,
    },
    {
      kind: "fields",
      names: ["range", "from", "to"],
      label: t("when"),
      shown: useDays(chosen),
      fields: (apply) => (
        <DateFields
          range={range}
          from={from}
          to={to}
          onRange={(preset) => apply("range", preset)}
        />
      ),
    },
  ];
  return <FilterChips filters={filters} />;
}

/** The chosen days for people, or null. */
function useDays({ range, from, to }: Chosen): string | null {
  const t = useTranslations("consoleTransactions");
  const writing = useWriting();
  if (range) return t(`range.${range}`);
  const [first, last] = [from && writeDate(from, writing), to && writeDate(to, writing)];
  if (first && last) {
    return first === last
      ? t("days.just", { from: first })
      : t("days.between", { from: first, to: last });
  }
  if (first) return t("days.from", { from: first });
  return last ? t("days.to", { to: last }) : null;
}
