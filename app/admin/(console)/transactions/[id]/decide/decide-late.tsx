import { useTranslations } from "next-intl";
import { Money } from "@/components/format/money";
import { Decision, Decisions } from "@/components/ui/decisions";
import { NoteButton } from "@/components/ui/note-button";
import type { Alert } from "@/lib/alerts/get-open-alert";
import type { Role } from "@/lib/context";
import { can } from "@/lib/operators/state";
import { acceptLate, returnLate } from "./actions";

/** Money that came after the end: take it, or let the provider give it back. */
export function DecideLate({
  alert,
  taken,
  role,
}: {
  alert: Alert;
  /** Somebody took it, and the provider has not answered yet: it cannot be let go any more. */
  taken: boolean;
  role: Role;
}) {
  const t = useTranslations("consoleDecide");
  const may = can(role, "write");
  const amount = alert.data.amount_rials;
  const note = { label: t("note"), hint: t("noteHint"), required: true };
  return (
    <Decisions
      title={t("late.title")}
      text={t.rich(taken ? "late.taken" : "late.lead", {
        money: () => (typeof amount === "number" ? <Money rials={BigInt(amount)} /> : "—"),
      })}
    >
      {!taken && (
        <Decision title={t("late.return.title")} text={t("late.return.text")}>
          {may && (
            <NoteButton
              action={returnLate}
              fields={{ id: alert.id }}
              title={t("late.return.ask")}
              consequences={t("late.return.will")}
              note={note}
              confirm={t("late.return.title")}
              danger={false}
              look={{ tone: "primary" }}
              told={{ returned: { tone: "ok", title: t("late.return.done") } }}
            >
              {t("late.return.title")}
            </NoteButton>
          )}
        </Decision>
      )}
      <Decision title={t("late.accept.title")} text={t("late.accept.text")}>
        {may && (
          <NoteButton
            action={acceptLate}
            fields={{ id: alert.id }}
            title={t("late.accept.ask")}
            consequences={t("late.accept.will")}
            note={note}
            confirm={t("late.accept.title")}
            danger={false}
            told={{
              accepted: {
                tone: "ok",
                title: t("late.accept.done"),
                text: t("late.accept.doneText"),
              },
              asking: { tone: "ok", title: t("unclear"), text: t("late.accept.askingText") },
              on_hold: { tone: "danger", title: t("late.accept.onHold") },
              refused: {
                tone: "danger",
                title: t("late.accept.gone"),
                text: t("late.accept.goneText"),
              },
            }}
          >
            {t("late.accept.title")}
          </NoteButton>
        )}
      </Decision>
      {!may && <p className="px-4 py-3 text-ink-2 text-table">{t("notYours")}</p>}
    </Decisions>
  );
}
