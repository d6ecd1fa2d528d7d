import { useTranslations } from "next-intl";
import { Decision, Decisions } from "@/components/ui/decisions";
import { NoteButton } from "@/components/ui/note-button";
import type { Alert } from "@/lib/alerts/get-open-alert";
import type { Role } from "@/lib/context";
import { can } from "@/lib/operators/state";
import { resolve } from "./actions";

/** The provider says that it took back a payment that is paid here: for a person to clear up. */
export function DecideReversed({ alert, role }: { alert: Alert; role: Role }) {
  const t = useTranslations("consoleDecide");
  const may = can(role, "write");
  return (
    <Decisions title={t("reversed.title")} text={t("reversed.lead")}>
      <Decision title={t("resolve.title")} text={t("resolve.text")}>
        {may && (
          <NoteButton
            action={resolve}
            fields={{ id: alert.id }}
            title={t("resolve.ask")}
            consequences={t("resolve.will")}
            note={{ label: t("note"), hint: t("resolve.noteHint"), required: true }}
            confirm={t("resolve.title")}
            danger={false}
            told={{ resolved: { tone: "ok", title: t("resolve.done") } }}
          >
            {t("resolve.title")}
          </NoteButton>
        )}
      </Decision>
      {!may && <p className="px-4 py-3 text-ink-2 text-table">{t("notYours")}</p>}
    </Decisions>
  );
}
