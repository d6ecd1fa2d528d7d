import { useTranslations } from "next-intl";
import { Decision, Decisions } from "@/components/ui/decisions";
import { NoteButton } from "@/components/ui/note-button";
import type { Role } from "@/lib/context";
import { can } from "@/lib/operators/state";
import type { FoundException } from "@/lib/transactions/find-exception";
import { isUnpaidEnd } from "@/lib/transactions/state";
import { settle } from "./actions";

/** The ways out for a payment on hold: only those that its reason allows now. */
export function DecideException({
  id,
  found: { reason, moves, transaction },
  role,
}: {
  id: string;
  found: FoundException;
  role: Role;
}) {
  const t = useTranslations("consoleDecide");
  const may = can(role, "write");
  const ended = isUnpaidEnd(transaction.status);
  return (
    <Decisions
      title={t(may ? "title" : "titleTheirs")}
      text={t(moves.length > 0 ? "lead" : "leadNone")}
    >
      {moves.map((move, index) => {
        // A payment that never was answered may have been verified: it ends with a warning of its own.
        const words = move === "fail" ? (`fail_${reason}` as "fail_amount_mismatch") : move;
        const warning = `move.${words}.warning` as "move.keep.warning";
        return (
          <Decision key={move} title={t(`move.${words}.title`)} text={t(`move.${words}.text`)}>
            {may && (
              <NoteButton
                action={settle}
                fields={{ id, as: move }}
                title={t(`move.${words}.ask`)}
                consequences={
                  ended && move !== "ask_again" ? t(`ended.${move}`) : t(`move.${words}.will`)
                }
                warning={t.has(warning) && t(warning)}
                note={{ label: t("note"), hint: t("noteHint"), required: true }}
                confirm={t(`move.${words}.title`)}
                danger={move !== "ask_again"}
                look={index === 0 ? { tone: "primary" } : {}}
                told={{
                  settled: { tone: "ok", title: t(`move.${words}.done`) },
                  asked_again: { tone: "ok", title: t("move.ask_again.done") },
                  refused: { tone: "danger", title: t("refused"), text: t("refusedText") },
                  unclear: { tone: "danger", title: t("unclear"), text: t("unclearText") },
                }}
              >
                {t(`move.${words}.title`)}
              </NoteButton>
            )}
          </Decision>
        );
      })}
      {!may && <p className="px-4 py-3 text-ink-2 text-table">{t("notYours")}</p>}
    </Decisions>
  );
}
